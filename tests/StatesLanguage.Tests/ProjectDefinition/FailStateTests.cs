using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Tests.ProjectDefinition;

/// <summary><c>Error</c> and <c>Cause</c> give the error and the cause of the execution. They can be expressions.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html</remarks>
public sealed class FailStateTests
{
    [Fact]
    public void The_execution_fails_with_the_caught_error_and_its_whole_cause()
    {
        var run = ProjectRun.Run(ProjectRun.Rejecting());

        Assert.Equal(
            (ExecutionStatus.Failed, "InvalidPromptException", """{"Error":"InvalidPromptException","Cause":"cause"}"""),
            (run.Execution.Status, run.Execution.Error, run.Execution.Cause)
        );
        Assert.Equal([HistoryEventType.FailStateEntered, HistoryEventType.ExecutionFailed], run.History.TakeLast(2).Select(e => e.Type));
    }

    [Fact]
    public void An_error_without_a_cause_has_an_empty_one()
    {
        var world = ProjectRun
            .World()
            .On("Validate prompt", task => [(TimeSpan.Zero, new ExecutionEvent.TaskFailed(task.TaskId, "InvalidPromptException", null))]);

        Assert.Equal("""{"Error":"InvalidPromptException","Cause":""}""", ProjectRun.Run(world).Execution.Cause);
    }
}
