using PromptToImage.Runner.Display;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.Runner.Tests.Display;

public sealed class ExecutionNarratorTests
{
    [Fact]
    public void A_state_is_reported_with_its_duration_when_it_is_exited() =>
        Assert.Equal(
            [new Step(StepKind.StateSucceeded, "Generate image", "2.5 s"), new Step(StepKind.ExecutionSucceeded, "SUCCEEDED", "2.5 s")],
            Tell(new RecordedHistory().Start().Enter("Generate image").Schedule().Pass(2500).Exit("Generate image").Succeed())
        );

    [Fact]
    public void A_retry_is_reported_with_its_reason_and_its_delay() =>
        Assert.Equal(
            [
                new Step(StepKind.Retried, "Generate image", "retry 1 after 2.0 s: Throttled: too many"),
                new Step(StepKind.Retried, "Generate image", "retry 2 after 4.0 s: Throttled: too many"),
                new Step(StepKind.StateSucceeded, "Generate image", "6.1 s (after 2 retries)"),
            ],
            Tell(
                new RecordedHistory()
                    .Start()
                    .Enter("Generate image")
                    .Schedule()
                    .Fail("Throttled", "too many")
                    .Pass(2000)
                    .Schedule()
                    .Fail("Throttled", "too many")
                    .Pass(4000)
                    .Schedule()
                    .Pass(100)
                    .Exit("Generate image")
            )
        );

    [Fact]
    public void A_caught_error_is_a_failed_state_and_the_execution_continues() =>
        Assert.Equal(
            [
                new Step(StepKind.StateFailed, "Validate prompt", "InvalidPrompt: empty"),
                new Step(StepKind.StateSucceeded, "Dead-letter prompt", "0 ms"),
            ],
            Tell(
                new RecordedHistory()
                    .Start()
                    .Enter("Validate prompt")
                    .Schedule()
                    .Fail("InvalidPrompt", "empty")
                    .Exit("Validate prompt")
                    .Enter("Dead-letter prompt")
                    .Exit("Dead-letter prompt")
            )
        );

    [Theory]
    [InlineData(HistoryEventType.ExecutionFailed, "FAILED")]
    [InlineData(HistoryEventType.ExecutionAborted, "ABORTED")]
    [InlineData(HistoryEventType.ExecutionTimedOut, "TIMED_OUT")]
    public void The_end_is_reported_with_its_reason(HistoryEventType type, string outcome) =>
        Assert.Equal(
            new Step(StepKind.ExecutionFailed, outcome, "Boom: it broke"),
            Assert.Single(Tell(new RecordedHistory().Start().Enter("a").End(type, "Boom", "it broke")))
        );

    private static List<Step> Tell(RecordedHistory history)
    {
        var narrator = new ExecutionNarrator();
        return [.. history.Events.Select(narrator.Read).OfType<Step>()];
    }
}
