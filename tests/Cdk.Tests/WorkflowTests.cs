using System.Text.RegularExpressions;

namespace PromptToImage.Cdk.Tests;

public sealed partial class WorkflowTests
{
    private static readonly string Deploy = File.ReadAllText(Synthesis.Repository.Path(".github", "workflows", "deploy.yml"));

    [Fact]
    public void A_repositorys_variables_reach_every_setting_of_the_pipeline()
    {
        SettingSource source = new(new Dictionary<string, object?> { ["unknown"] = "" }, new Dictionary<string, string>());
        PipelineSettings.Read(source);
        source.RefuseUnknown();
        // Which packages are deployed is not for a variable to say.
        var settings = Assert.Single(source.Faults).Split("there are ")[1].Split(", ").Except(["awsPackages"]);
        Assert.Equal(
            settings.Select(SettingSource.EnvironmentName).Order(),
            Variable().Matches(Deploy).Select(match => match.Groups[1].Value).Order()
        );
    }

    [Fact]
    public void Whatever_plans_or_deploys_says_official_packages() =>
        Assert.All(
            Command().Matches(Deploy).Select(match => match.Value),
            command => Assert.Contains("-c awsPackages=official", command, StringComparison.Ordinal)
        );

    [GeneratedRegex(@"^  ([A-Z_]+): \$\{\{ vars\.\1 \}\}$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"npx cdk (synth|diff|deploy).*")]
    private static partial Regex Command();
}
