using System.Text.Json;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.AwsEmulator.Rules;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Pipeline;

/// <summary>
/// Handles executions that end without passing the dead-letter branch, as the stack does: a rule invokes Notify asynchronously, and an event
/// that Notify does not handle becomes a dead letter.
/// </summary>
internal static class UnhandledFailures
{
    private static readonly string DeadLetters = QueueService.ArnFor(PipelineNames.DeadLetterQueue);

    public static EventInvokeConfig Invocation { get; } = new() { OnFailure = DeadLetters };

    public static RuleDefinition Rule { get; } =
        new()
        {
            Name = "prompt-to-image-unhandled",
            EventPattern = $$"""
                {
                  "source": ["aws.states"],
                  "detail-type": ["Step Functions Execution Status Change"],
                  "detail": {
                    "stateMachineArn": ["{{PipelineNames.StateMachineArn}}"],
                    "$or": [{ "status": ["TIMED_OUT"] }, { "status": ["FAILED"], "error": {{JsonSerializer.Serialize(UnhandledEnds.Errors)}} }]
                  }
                }
                """,
            Targets =
            [
                new RuleTarget
                {
                    Id = "Target0",
                    Arn = PipelineNames.FunctionArn(FunctionCatalog.Notify.Name),
                    InputTransformer = new InputTransformer(
                        new Dictionary<string, string> { ["arn"] = "$.detail.executionArn", ["status"] = "$.detail.status" },
                        $$"""{"outcome":"{{Outcome.Unhandled}}","executionArn":<arn>,"status":<status>}"""
                    ),
                    DeadLetterQueue = DeadLetters,
                },
            ],
        };
}
