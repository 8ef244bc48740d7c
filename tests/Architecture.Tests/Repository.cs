using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PromptToImage.Architecture.Tests;

/// <summary>The source tree that the tests were built from.</summary>
internal static partial class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root => RepositoryRoot.Path;

    /// <summary>The C# and Razor files below a folder, build output excluded.</summary>
    /// <param name="folder">Relative to the root.</param>
    public static IEnumerable<SourceFile> Sources(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Select(file => new SourceFile(Path.GetRelativePath(Root, file).Replace('\\', '/')))
            .Where(file => !BuildOutput().IsMatch(file.Path));

    /// <summary>The projects that a project references directly, by name.</summary>
    /// <param name="project">The project file, relative to the root.</param>
    public static IReadOnlySet<string> References(string project) =>
        XDocument
            .Load(Path.Combine(Root, project))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .ToHashSet();

    /// <summary>Every project file outside <c>standins/</c>, <c>tests/</c> and <c>bench/</c>, relative to the root.</summary>
    public static IEnumerable<string> ProductProjects() =>
        XDocument
            .Load(Path.Combine(Root, "PromptToImage.slnx"))
            .Descendants("Project")
            .Select(project => project.Attribute("Path")!.Value)
            .Where(path => !Regex.IsMatch(path, "^(standins|tests|bench)/"));

    [GeneratedRegex("(^|/)(bin|obj|node_modules|cdk.out)/")]
    private static partial Regex BuildOutput();
}

/// <summary>One source file.</summary>
/// <param name="Path">Relative to the repository's root, with slashes.</param>
internal sealed record SourceFile(string Path)
{
    public IReadOnlyList<string> Lines { get; } = File.ReadAllLines(System.IO.Path.Combine(Repository.Root, Path));
}
