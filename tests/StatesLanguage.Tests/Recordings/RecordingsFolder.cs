using System.Diagnostics.CodeAnalysis;

namespace PromptToImage.StatesLanguage.Tests.Recordings;

/// <summary>The folder of the recorded executions. It is not in the repository.</summary>
public static class RecordingsFolder
{
    public const string Absent =
        "There are no recordings. Set ASL_RECORDINGS to their folder, or put it at ../shared/recordings next to the repository.";

    public static string? Path { get; } = Find();

    public static IReadOnlyList<string> Files { get; } =
        Path is null
            ? []
            :
            [
                .. Directory
                    .EnumerateFiles(System.IO.Path.Combine(Path, "cases"), "*.json", SearchOption.AllDirectories)
                    .Order(StringComparer.Ordinal),
            ];

    [SuppressMessage(
        "ApiDesign",
        "RS0030",
        Justification = "A test suite is a composition root. The variable names a folder outside the repository."
    )]
    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("ASL_RECORDINGS") is { Length: > 0 } configured)
        {
            return configured;
        }

        var folder = System.IO.Path.GetFullPath(RepositoryRoot.PathOf("..", "shared", "recordings"));
        return Directory.Exists(System.IO.Path.Combine(folder, "cases")) ? folder : null;
    }
}
