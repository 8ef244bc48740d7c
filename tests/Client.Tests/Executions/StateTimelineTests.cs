using Amazon.StepFunctions;
using PromptToImage.Client.Executions;
using PromptToImage.Contracts;

namespace PromptToImage.Client.Tests.Executions;

public sealed class StateTimelineTests
{
    [Fact]
    public void A_failed_expression_is_an_error_of_its_state()
    {
        var states = StateTimeline.From([
            new()
            {
                Type = HistoryEventType.TaskStateEntered,
                StateEnteredEventDetails = new() { Name = "Generate image" },
            },
            new()
            {
                Type = HistoryEventType.EvaluationFailed,
                EvaluationFailedEventDetails = new()
                {
                    State = "Generate image",
                    Error = "States.QueryEvaluationError",
                    Cause = "no value",
                },
            },
            new()
            {
                Type = HistoryEventType.TaskStateExited,
                StateExitedEventDetails = new() { Name = "Generate image" },
            },
        ]);

        var state = Assert.Single(states);
        Assert.Equal((StateStatuses.CaughtError, "States.QueryEvaluationError"), (state.Status, state.Error));
        Assert.Contains("no value", state.Reason, StringComparison.Ordinal);
    }
}
