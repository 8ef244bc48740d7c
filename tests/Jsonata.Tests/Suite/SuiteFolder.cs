using System.Diagnostics.CodeAnalysis;

namespace PromptToImage.Jsonata.Tests.Suite;

/// <summary>The folder of JSONata's own test suite, which is not part of the repository.</summary>
internal static class SuiteFolder
{
    public const string Absent = "no test suite: set JSONATA_SUITE to its folder, or put it at ../shared/jsonata next to the repository";

    public static string? Path { get; } = Find();

    [SuppressMessage(
        "ApiDesign",
        "RS0030",
        Justification = "A test suite is a composition root: this names data that lies outside the repository."
    )]
    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("JSONATA_SUITE") is { Length: > 0 } named)
        {
            return named;
        }

        var sibling = System.IO.Path.GetFullPath(RepositoryRoot.PathOf("..", "shared", "jsonata"));
        return File.Exists(System.IO.Path.Combine(sibling, "cases.json")) ? sibling : null;
    }
}
