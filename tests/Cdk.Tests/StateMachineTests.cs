using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptToImage.Contracts;

namespace PromptToImage.Cdk.Tests;

public sealed partial class StateMachineTests(Synthesis synthesis)
{
    private TemplateResource Machine => synthesis.Pipeline.One("AWS::StepFunctions::StateMachine");

    private JsonObject States => JsonNode.Parse(Machine.Text("DefinitionString"))![nameof(States)]!.AsObject();

    [Fact]
    public void The_definition_is_the_file_itself()
    {
        Assert.Equal(Synthesis.Repository.ReadDefinition(), Machine.Text("DefinitionString"));
        Assert.Equal("STANDARD", Machine.Text("StateMachineType"));
        Assert.Equal("prompt-to-image", Machine.Text("StateMachineName"));
    }

    [Fact]
    public void Exactly_the_placeholders_of_the_definition_are_substituted()
    {
        string[] placeholders =
        [
            .. Placeholder().Matches(Machine.Text("DefinitionString")).Select(match => match.Groups[1].Value).Distinct().Order(),
        ];
        string[] substituted = [.. Machine["DefinitionSubstitutions"]!.AsObject().Select(entry => entry.Key).Order()];
        Assert.Equal(placeholders, substituted);
        Assert.Equal(StateMachinePlaceholders.All.Order(), substituted);
    }

    [Theory]
    [InlineData(StateMachinePlaceholders.ValidateFunctionArn, "validate")]
    [InlineData(StateMachinePlaceholders.GenerateFunctionArn, "generate")]
    [InlineData(StateMachinePlaceholders.StoreFunctionArn, "store")]
    [InlineData(StateMachinePlaceholders.NotifyFunctionArn, "notify")]
    public void Each_placeholder_is_replaced_by_a_version_of_its_function(string placeholder, string function)
    {
        TemplateResource version = Assert.Single(
            synthesis.Pipeline.Of("AWS::Lambda::Version"),
            version => version.Text("FunctionName") == $"${{{synthesis.Pipeline.Function($"prompt-to-image-{function}").LogicalId}}}"
        );
        Assert.Equal($"${{{version.LogicalId}}}", Machine.Text("DefinitionSubstitutions", placeholder));
    }

    [Fact]
    public void Failed_prompts_go_to_the_dead_letter_queue() =>
        Assert.Equal(
            $"${{{synthesis.Pipeline.Queue("prompt-to-image-dead-letters").LogicalId}}}",
            Machine.Text("DefinitionSubstitutions", StateMachinePlaceholders.DeadLetterQueueUrl)
        );

    [Theory]
    [InlineData(StateNames.Validate, StateNames.DeadLetter)]
    [InlineData(StateNames.Generate, StateNames.DeadLetter)]
    [InlineData(StateNames.Store, StateNames.DeadLetter)]
    [InlineData(StateNames.DeadLetter, StateNames.NotifyFailure)]
    [InlineData(StateNames.NotifyFailure, StateNames.Failed)]
    public void Failures_of_a_state_are_caught(string state, string next)
    {
        var caught = Assert.Single(States[state]!["Catch"]!.AsArray())!;
        Assert.Equal("States.ALL", Intrinsic.Many(caught["ErrorEquals"]!));
        Assert.Equal(next, caught["Next"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(StateNames.Validate, "validate")]
    [InlineData(StateNames.Generate, "generate")]
    [InlineData(StateNames.Store, "store")]
    [InlineData(StateNames.Notify, "notify")]
    [InlineData(StateNames.NotifyFailure, "notify")]
    public void A_function_times_out_before_its_state(string state, string function) =>
        Assert.True(
            States[state]!["TimeoutSeconds"]!.GetValue<int>()
                > synthesis.Pipeline.Function($"prompt-to-image-{function}").Number("Timeout"),
            $"{state} would time out before {function} could say why."
        );

    [Fact]
    public void Every_transition_is_logged_without_execution_data_and_traced()
    {
        Assert.Equal("ALL", Machine.Text("LoggingConfiguration", "Level"));
        Assert.False(Machine["LoggingConfiguration", "IncludeExecutionData"]!.GetValue<bool>());
        var log = synthesis.Pipeline.Named("AWS::Logs::LogGroup", "/aws/vendedlogs/states/prompt-to-image");
        Assert.Equal(
            $"${{{log.LogicalId}.Arn}}",
            Machine.Text("LoggingConfiguration", "Destinations", "0", "CloudWatchLogsLogGroup", "LogGroupArn")
        );
        Assert.True(Machine["TracingConfiguration", "Enabled"]!.GetValue<bool>());
    }

    [Fact]
    public void The_state_machine_depends_on_its_role_s_policy()
    {
        var policy = Assert.Single(Machine.Json["DependsOn"]!.AsArray())!.GetValue<string>();
        Assert.Contains(
            Machine.Text("RoleArn")[2..^5],
            Assert.Single(synthesis.Pipeline.Of("AWS::IAM::Policy"), resource => resource.LogicalId == policy).Text("Roles", "0"),
            StringComparison.Ordinal
        );
    }

    [GeneratedRegex(@"\$\{(\w+)\}")]
    private static partial Regex Placeholder();
}
