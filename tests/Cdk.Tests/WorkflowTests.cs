using System.Text.RegularExpressions;

namespace PromptToImage.Cdk.Tests;

public sealed partial class WorkflowTests
{
    private static readonly string Deploy = File.ReadAllText(Synthesis.Repository.Path(".github", "workflows", "deploy.yml"));

    [Fact]
    public void A_repository_s_variables_set_every_setting_of_the_pipeline()
    {
        SettingSource source = new(new Dictionary<string, object?> { ["unknown"] = "" }, new Dictionary<string, string>());
        PipelineSettings.Read(source);
        source.RejectUnknown();
        // A variable must not select the packages of a deployment.
        var settings = Assert.Single(source.Errors).Split("The settings are ")[1].Split(", ").Except(["awsPackages"]);
        Assert.Equal(
            settings.Select(SettingSource.EnvironmentName).Order(),
            Variable().Matches(Deploy).Select(match => match.Groups[1].Value).Order()
        );
    }

    [Fact]
    public void Plans_and_deployments_use_official_packages() =>
        Assert.All(
            Command().Matches(Deploy).Select(match => match.Value),
            command => Assert.Contains("-c awsPackages=official", command, StringComparison.Ordinal)
        );

    [GeneratedRegex(@"^  ([A-Z_]+): \$\{\{ vars\.\1 \}\}$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"npx cdk (synth|diff|deploy).*")]
    private static partial Regex Command();
}
