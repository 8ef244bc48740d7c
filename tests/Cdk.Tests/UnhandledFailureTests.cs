using System.Text.Json.Nodes;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Cdk.Tests;

public sealed class UnhandledFailureTests(Synthesis synthesis)
{
    private TemplateResource Rule => synthesis.Pipeline.One("AWS::Events::Rule");

    private TemplateResource Notify => synthesis.Pipeline.Function("prompt-to-image-notify");

    private TemplateResource DeadLetters => synthesis.Pipeline.Queue("prompt-to-image-dead-letters");

    [Fact]
    public void The_rule_matches_only_unhandled_ends_of_this_state_machine()
    {
        var machine = synthesis.Pipeline.One("AWS::StepFunctions::StateMachine").LogicalId;
        Assert.Equal("ENABLED", Rule.Text("State"));
        var expected = JsonNode.Parse(
            $$"""
            {
              "source": ["aws.states"],
              "detail-type": ["Step Functions Execution Status Change"],
              "detail": {
                "stateMachineArn": [{ "Ref": "{{machine}}" }],
                "$or": [{ "status": ["TIMED_OUT"] }, { "status": ["FAILED"], "error": ["States.Runtime", "States.DataLimitExceeded"] }]
              }
            }
            """
        )!;
        Assert.True(JsonNode.DeepEquals(expected, Rule["EventPattern"]), Rule["EventPattern"]!.ToJsonString());
    }

    [Fact]
    public void Notify_receives_the_execution_and_its_status()
    {
        Assert.Equal($"${{{Notify.LogicalId}.Arn}}", Rule.Text("Targets", "0", "Arn"));
        var template = Rule.Text("Targets", "0", "InputTransformer", "InputTemplate");
        foreach (var path in Rule["Targets", "0", "InputTransformer", "InputPathsMap"]!.AsObject())
        {
            template = template.Replace($"<{path.Key}>", $"\"{path.Value}\"", StringComparison.Ordinal);
        }

        Assert.Equal(
            $$"""{"outcome":"{{Outcome.Unhandled}}","executionArn":"$.detail.executionArn","status":"$.detail.status"}""",
            template
        );
    }

    [Fact]
    public void Only_this_rule_may_invoke_Notify_from_outside_the_machine()
    {
        var permission = synthesis.Pipeline.One("AWS::Lambda::Permission");
        Assert.Equal($"${{{Notify.LogicalId}.Arn}}", permission.Text("FunctionName"));
        Assert.Equal("events.amazonaws.com", permission.Text("Principal"));
        Assert.Equal($"${{{Rule.LogicalId}.Arn}}", permission.Text("SourceArn"));
    }

    [Fact]
    public void An_event_that_Notify_fails_to_handle_becomes_a_dead_letter()
    {
        var invocation = synthesis.Pipeline.One("AWS::Lambda::EventInvokeConfig");
        Assert.Equal($"${{{Notify.LogicalId}}}", invocation.Text("FunctionName"));
        Assert.Equal("$LATEST", invocation.Text("Qualifier"));
        Assert.Equal(2, invocation.Number("MaximumRetryAttempts"));
        Assert.Equal($"${{{DeadLetters.LogicalId}.Arn}}", invocation.Text("DestinationConfig", "OnFailure", "Destination"));
    }

    [Fact]
    public void An_event_that_is_not_delivered_within_a_day_becomes_a_dead_letter()
    {
        Assert.Equal(185, Rule.Number("Targets", "0", "RetryPolicy", "MaximumRetryAttempts"));
        Assert.Equal(24 * 3600, Rule.Number("Targets", "0", "RetryPolicy", "MaximumEventAgeInSeconds"));
        Assert.Equal($"${{{DeadLetters.LogicalId}.Arn}}", Rule.Text("Targets", "0", "DeadLetterConfig", "Arn"));
        TemplateResource policy = Assert.Single(
            synthesis.Pipeline.Of("AWS::SQS::QueuePolicy"),
            policy => policy.Text("Queues", "0") == $"${{{DeadLetters.LogicalId}}}"
        );
        Assert.Contains(
            $"events.amazonaws.com: sqs:SendMessage on ${{{DeadLetters.LogicalId}.Arn}} if aws:SourceArn ArnEquals "
                + $"${{{Rule.LogicalId}.Arn}}",
            Template.Statements(policy["PolicyDocument"])
        );
    }
}
