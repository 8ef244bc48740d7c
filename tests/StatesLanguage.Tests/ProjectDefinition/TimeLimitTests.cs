using PromptToImage.StatesLanguage.History;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.ProjectDefinition;

/// <summary>
/// A task that takes longer than <c>TimeoutSeconds</c> fails with <c>States.Timeout</c>. An execution that does is TIMED_OUT.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/sfn-stuck-execution.html</remarks>
public sealed class TimeLimitTests
{
    [Theory]
    [InlineData("Validate prompt", 15)]
    [InlineData("Generate image", 120)]
    [InlineData("Store image", 60)]
    [InlineData("Notify", 30)]
    [InlineData("Dead-letter prompt", 30)]
    [InlineData("Notify failure", 30)]
    public void A_task_times_out_after_TimeoutSeconds_of_its_state(string state, int seconds)
    {
        var run = ProjectRun.Run(
            (state is "Dead-letter prompt" or "Notify failure" ? ProjectRun.Rejecting() : ProjectRun.World()).Hangs(state)
        );

        var timedOut = run.History.First(e => e.Type is HistoryEventType.LambdaFunctionTimedOut or HistoryEventType.TaskTimedOut);
        var started = run.History.Last(e =>
            e.Id < timedOut.Id && e.Type is HistoryEventType.LambdaFunctionStarted or HistoryEventType.TaskStarted && e.Id < timedOut.Id
        );
        Assert.Equal(TimeSpan.FromSeconds(seconds), timedOut.Timestamp - started.Timestamp);
        Assert.Equal(
            "States.Timeout",
            timedOut.Details switch
            {
                HistoryDetails.Failed failed => failed.Error,
                HistoryDetails.TaskFailed failed => failed.Error,
                _ => null,
            }
        );
    }

    [Fact]
    public void An_execution_that_takes_too_long_is_TIMED_OUT_and_no_catcher_handles_it()
    {
        const string limit = "\"TimeoutSeconds\": 86400";
        Assert.Contains(limit, ProjectRun.Definition, StringComparison.Ordinal);
        var shorter = StateMachine.Parse(ProjectRun.Definition.Replace(limit, "\"TimeoutSeconds\": 100", StringComparison.Ordinal));

        var run = ProjectRun.Run(ProjectRun.World().Hangs("Generate image"), machine: shorter);

        Assert.Equal((ExecutionStatus.TimedOut, HistoryEventType.ExecutionTimedOut), (run.Execution.Status, run.History[^1].Type));
        Assert.Equal(TimeSpan.FromSeconds(100), run.Now - VirtualRun.Morning);
    }
}
