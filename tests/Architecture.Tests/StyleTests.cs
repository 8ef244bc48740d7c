using System.Text.RegularExpressions;

namespace PromptToImage.Architecture.Tests;

/// <summary>The rules of style that no analyzer checks.</summary>
public sealed partial class StyleTests
{
    private static readonly string[] Folders = ["bench", "cdk", "client", "contracts", "functions", "local", "standins", "tests"];

    [Fact]
    public void Local_variables_are_declared_with_var() =>
        Assert.Empty(
            from folder in Folders
            from file in Repository.Sources(folder)
            from line in file.Lines
            where TypedLocal().IsMatch(line) || TypedPair().IsMatch(line)
            select $"{file.Path}: {line.Trim()}"
        );

    // Members stand at 4 columns, or begin with a modifier.
    [GeneratedRegex(@"^ {8,}(await )?(using )?(?!var |return |await |private |public |internal |protected |static |readonly )[A-Z][\w.]*(<[^;=(]*>)?(\[\])? [a-z]\w* = new\(")]
    private static partial Regex TypedLocal();

    [GeneratedRegex(@"\(var \w+, var \w+")]
    private static partial Regex TypedPair();
}
