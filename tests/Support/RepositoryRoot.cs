namespace PromptToImage.Tests.Support;

/// <summary>The folder of the solution that the tests were built from.</summary>
public static class RepositoryRoot
{
    /// <summary>The absolute path of the folder.</summary>
    public static string Path { get; } = Find();

    /// <summary>The absolute path of a file or folder of the repository.</summary>
    public static string PathOf(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>The text of a file of the repository.</summary>
    public static string Read(params ReadOnlySpan<string> parts) => File.ReadAllText(PathOf(parts));

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "PromptToImage.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }
}
