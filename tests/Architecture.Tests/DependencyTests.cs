namespace PromptToImage.Architecture.Tests;

/// <summary>Dependencies between projects point one way; <c>local/README.md</c> shows them.</summary>
public sealed class DependencyTests
{
    // For each project the projects of ours that it references directly. Their own references come with them.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["PromptToImage.Contracts"] = [],
        ["PromptToImage.Functions"] = ["Contracts"],
        ["PromptToImage.Cdk"] = ["Contracts"],
        ["PromptToImage.Client"] = ["Contracts"],
        ["PromptToImage.Jsonata"] = [],
        ["PromptToImage.StatesLanguage"] = ["Jsonata"],
        ["PromptToImage.CloudWatchModel"] = [],
        ["PromptToImage.SqsModel"] = [],
        ["PromptToImage.AwsEmulator"] = ["CloudWatchModel", "SqsModel", "StatesLanguage"],
        ["PromptToImage.Deployment"] = ["AwsEmulator"],
        ["PromptToImage.Pipeline"] = ["Contracts", "Deployment", "Functions"],
        ["PromptToImage.WebConsole"] = ["Pipeline"],
        ["PromptToImage.Simulation"] = ["CloudWatchModel", "Contracts", "SqsModel", "StatesLanguage"],
        ["PromptToImage.Runner"] = ["Simulation", "WebConsole"],
    };

    public static TheoryData<string> Projects => [.. Repository.ProductProjects()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_the_projects_that_it_may_know(string project)
    {
        var allowed = Allowed[Path.GetFileNameWithoutExtension(project)].Select(name => $"PromptToImage.{name}");
        Assert.Equal(allowed.Order(StringComparer.Ordinal), Repository.References(project).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_readme_of_local_names_each_of_its_projects()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "local", "README.md"));
        Assert.All(
            Repository.ProductProjects().Where(path => path.StartsWith("local/", StringComparison.Ordinal)),
            path => Assert.Contains($"`{Path.GetDirectoryName(path)!["local/".Length..]}`", readme, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("local/CloudWatchModel")]
    [InlineData("local/Jsonata")]
    [InlineData("local/StatesLanguage")]
    [InlineData("local/SqsModel")]
    public void A_pure_library_uses_no_package_and_no_web_framework(string folder)
    {
        var project = File.ReadAllText(Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.csproj").Single());
        Assert.DoesNotContain("PackageReference", project, StringComparison.Ordinal);
        Assert.DoesNotContain("FrameworkReference", project, StringComparison.Ordinal);
    }

    [Fact]
    public void The_folders_of_the_functions_do_not_reference_each_other()
    {
        string[] steps = ["Start", "Validate", "Generate", "Store", "Notify"];
        var references =
            from step in steps
            from file in Repository.Sources($"functions/{step}")
            from line in file.Lines
            from other in steps
            where other != step && line.StartsWith($"using PromptToImage.Functions.{other}", StringComparison.Ordinal)
            select $"{file.Path}: {line}";
        Assert.Empty(references);
    }
}
