namespace PromptToImage.Bench;

/// <summary>The repository's folder, and temporary folders that are deleted after the measurement.</summary>
internal sealed class MeasurementFolders : IDisposable
{
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("prompt-to-image-bench-");
    private int _folders;

    public string Root { get; } = FindRoot();

    public string Definition => File.ReadAllText(PathOf("statemachine", "prompt-to-image.asl.json"));

    public string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    public string NewFolder() => Path.Combine(_temporary.FullName, $"{++_folders}");

    public void Dispose() => _temporary.Delete(recursive: true);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PromptToImage.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The program must be in the repository that it measures.");
    }
}
