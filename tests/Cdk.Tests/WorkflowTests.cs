using System.Text.RegularExpressions;

namespace PromptToImage.Cdk.Tests;

public sealed partial class WorkflowTests
{
    private static readonly string Deploy = Read("deploy.yml");
    private static readonly string Environment = Read("deploy-environment.yml");

    [Fact]
    public void Plans_and_deployments_take_every_setting_from_the_variables() =>
        Assert.All(
            new[] { Deploy, Environment },
            workflow =>
            {
                Assert.Contains("VARIABLES: ${{ toJSON(vars) }}", workflow, StringComparison.Ordinal);
                Assert.Contains("<<< \"$VARIABLES\" >> \"$GITHUB_ENV\"", workflow, StringComparison.Ordinal);
            }
        );

    [Fact]
    public void Plans_and_deployments_use_official_packages_whatever_the_variables_say() =>
        Assert.All(
            Command().Matches(Deploy + Environment).Select(match => match.Value),
            command => Assert.Contains("-c awsPackages=official", command, StringComparison.Ordinal)
        );

    [Fact]
    public void Production_follows_staging_which_follows_the_tests_by_one_workflow()
    {
        Assert.Equal(2, Regex.Count(Deploy, Regex.Escape("uses: ./.github/workflows/deploy-environment.yml")));
        Assert.Contains("  staging:\n    needs: test\n", Deploy, StringComparison.Ordinal);
        Assert.Contains("  production:\n    needs: staging\n", Deploy, StringComparison.Ordinal);
        Assert.Contains("    environment:\n      name: ${{ inputs.environment }}\n", Environment, StringComparison.Ordinal);
    }

    [Fact]
    public void The_environments_are_those_that_the_deploy_role_trusts() =>
        Assert.Equal(
            new DeliverySettings().Environments,
            EnvironmentInput().Matches(Deploy).Select(match => match.Groups[1].Value)
        );

    [Fact]
    public void The_client_is_published_after_the_tests()
    {
        var jobs = Regex.Matches(Read("client-release.yml"), @"^  (\w[\w-]*):\n((?:    .*\n|\n)+)", RegexOptions.Multiline);
        var needs = jobs.Where(job => job.Groups[2].Value.Contains("    runs-on:", StringComparison.Ordinal))
            .ToDictionary(job => job.Groups[1].Value, job => Regex.Match(job.Groups[2].Value, "^    needs: (.+)$", RegexOptions.Multiline).Groups[1].Value);
        Assert.NotEmpty(needs);
        Assert.All(
            needs,
            job =>
            {
                var before = job.Value;
                while (needs.TryGetValue(before, out var earlier))
                {
                    before = earlier;
                }

                Assert.Equal("test", before);
            }
        );
    }

    [Fact]
    public void The_job_that_may_comment_runs_no_code_of_the_branch()
    {
        var comment = Job("comment");
        Assert.Contains("pull-requests: write", comment, StringComparison.Ordinal);
        Assert.DoesNotContain("uses:", comment, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(Deploy, "pull-requests: write"));
        Assert.DoesNotContain("pull_request_target", Deploy, StringComparison.Ordinal);
        Assert.Contains("head.repo.full_name == github.repository", Job("plan"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_deployment_is_proved_by_an_image_and_then_deletes_old_versions()
    {
        var deploy = Environment.IndexOf("npx cdk deploy", StringComparison.Ordinal);
        var smoke = Environment.IndexOf("cdk/release/smoke-test", StringComparison.Ordinal);
        var prune = Environment.IndexOf("cdk/release/prune-versions.mjs", StringComparison.Ordinal);
        Assert.InRange(smoke, deploy, prune);
        Assert.Contains("id=deploy-$GITHUB_SHA\n", Environment, StringComparison.Ordinal);
    }

    private static string Read(string name) => File.ReadAllText(Synthesis.Repository.Path(".github", "workflows", name));

    private static string Job(string name) => Regex.Match(Deploy, $@"^  {name}:\n(    .*\n|\n)+", RegexOptions.Multiline).Value;

    [GeneratedRegex("npx cdk (synth|diff|deploy).*")]
    private static partial Regex Command();

    [GeneratedRegex(@"^      environment: (\w+)$", RegexOptions.Multiline)]
    private static partial Regex EnvironmentInput();
}
