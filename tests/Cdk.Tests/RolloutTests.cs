using PromptToImage.Contracts;

namespace PromptToImage.Cdk.Tests;

public sealed class RolloutTests(Synthesis synthesis)
{
    private TemplateResource Version => synthesis.Pipeline.One("AWS::StepFunctions::StateMachineVersion");

    private TemplateResource Alias => synthesis.Pipeline.One("AWS::StepFunctions::StateMachineAlias");

    [Fact]
    public void Each_revision_of_the_state_machine_becomes_a_version_that_is_kept()
    {
        var machine = synthesis.Pipeline.One("AWS::StepFunctions::StateMachine").LogicalId;
        Assert.Equal($"${{{machine}.StateMachineRevisionId}}", Version.Text("StateMachineRevisionId"));
        AssertKept(Version);
    }

    [Fact]
    public void The_alias_gives_a_tenth_to_a_new_version_for_five_minutes_and_rolls_back_on_alarms_that_exist()
    {
        Assert.Equal(StateMachineArns.LiveAlias, Alias.Text("Name"));
        Assert.Equal("CANARY", Alias.Text("DeploymentPreference", "Type"));
        Assert.Equal(10, Alias.Number("DeploymentPreference", "Percentage"));
        Assert.Equal(5, Alias.Number("DeploymentPreference", "Interval"));
        Assert.Equal($"${{{Version.LogicalId}.Arn}}", Alias.Text("DeploymentPreference", "StateMachineVersionArn"));
        var alarms = Alias["DeploymentPreference", "Alarms"]!.AsArray().Select(Intrinsic.Text).ToArray();
        Assert.Equal(["prompt-to-image-executions-failed", "prompt-to-image-start-errors"], alarms);
        Assert.All(alarms, name => synthesis.Pipeline.Alarm(name));
    }

    [Fact]
    public void All_executions_move_at_once_where_the_settings_say_so() =>
        Assert.Equal(
            ["StateMachineVersionArn", "Type"],
            synthesis
                .OtherPipeline.One("AWS::StepFunctions::StateMachineAlias")["DeploymentPreference"]!
                .AsObject()
                .Select(property => property.Key)
                .Order()
        );

    [Fact]
    public void Every_function_has_a_version_that_is_kept()
    {
        var versions = synthesis.Pipeline.Of("AWS::Lambda::Version");
        Assert.Equal(
            synthesis.Pipeline.Of("AWS::Lambda::Function").Select(function => $"${{{function.LogicalId}}}").Order(),
            versions.Select(version => version.Text("FunctionName")).Order()
        );
        Assert.All(versions, AssertKept);
    }

    [Fact]
    public void A_changed_setting_publishes_the_functions_that_read_it()
    {
        var changed = Versions(synthesis.ChangedSetting).Except(Versions(synthesis.Pipeline)).ToArray();
        Assert.StartsWith("StartFunction", Assert.Single(changed), StringComparison.Ordinal);
    }

    [Fact]
    public void Changed_code_publishes_every_function() =>
        Assert.Equal(FunctionCatalog.All.Count, Versions(synthesis.ChangedCode).Except(Versions(synthesis.Pipeline)).Count());

    [Fact]
    public void The_script_that_deletes_old_versions_knows_every_function()
    {
        var script = File.ReadAllText(Synthesis.Repository.Path("cdk", "release", "prune-versions.mjs"));
        var names = string.Join(", ", FunctionCatalog.All.Select(function => $"'{function.Name}'"));
        Assert.Contains($"const functions = [{names}];", script, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Versions(Template template) =>
        template.Of("AWS::Lambda::Version").Select(version => version.LogicalId);

    private static void AssertKept(TemplateResource resource)
    {
        Assert.Equal("Retain", resource.Json["DeletionPolicy"]!.GetValue<string>());
        Assert.Equal("Retain", resource.Json["UpdateReplacePolicy"]!.GetValue<string>());
    }
}
