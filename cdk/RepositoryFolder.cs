namespace PromptToImage.Cdk;

/// <summary>Finds the repository's root folder from any folder in it.</summary>
public sealed record RepositoryFolder(string Root)
{
    private const string Marker = "PromptToImage.slnx";

    /// <exception cref="DirectoryNotFoundException"><paramref name="start"/> is not in a clone of the repository.</exception>
    public static RepositoryFolder Above(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, Marker)))
            {
                return new RepositoryFolder(folder.FullName);
            }
        }

        throw new DirectoryNotFoundException($"No folder above '{start}' has {Marker}.");
    }

    public string Path(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>Reads the state machine definition.</summary>
    public string ReadDefinition() => File.ReadAllText(Path("statemachine", "prompt-to-image.asl.json"));
}
