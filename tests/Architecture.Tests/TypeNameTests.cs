using System.Text.RegularExpressions;

namespace PromptToImage.Architecture.Tests;

/// <summary>A type's name has one meaning in the whole product.</summary>
public sealed partial class TypeNameTests
{
    // The entry point of each executable.
    private const string EntryPoint = "Program";

    [Fact]
    public void No_two_projects_have_a_type_of_the_same_name() =>
        Assert.Empty(
            from type in Repository.ProductProjects().SelectMany(TypesOf).Distinct()
            where type.Name != EntryPoint
            group type.Project by type.Name into projects
            where projects.Count() > 1
            select $"{projects.Key}: {string.Join(", ", projects)}"
        );

    [Theory]
    [InlineData("public sealed class Queue() : Resource", "Queue")]
    [InlineData("internal readonly record struct Seconds(int Value);", "Seconds")]
    [InlineData("public abstract partial class Function<TInput>", "Function")]
    [InlineData("public delegate Task<int> Handler(string input);", "Handler")]
    [InlineData("file enum Local", "")]
    [InlineData("    internal enum Nested", "")]
    [InlineData("/// <summary>A class of errors.</summary>", "")]
    public void A_declaration_is_a_line_without_indentation(string line, string name) =>
        Assert.Equal(name, Declaration().Match(line).Groups["name"].Value);

    /// <summary>The types that a project declares outside other types, except those that only their file sees.</summary>
    private static IEnumerable<(string Name, string Project)> TypesOf(string project) =>
        from file in Repository.Sources(Path.GetDirectoryName(project)!)
        from name in file.Path.EndsWith(".razor", StringComparison.Ordinal)
            ? [Path.GetFileNameWithoutExtension(file.Path)]
            : file.Lines.Select(line => Declaration().Match(line)).Where(match => match.Success).Select(match => match.Groups["name"].Value)
        select (name, Path.GetFileNameWithoutExtension(project));

    [GeneratedRegex(
        @"^(?:(?:public|internal|abstract|sealed|static|readonly|partial|ref|unsafe) )*(?:class|record struct|record class|record|struct|interface|enum|delegate .+?) (?<name>\w+)(?=[\s<(:;{]|$)"
    )]
    private static partial Regex Declaration();
}
