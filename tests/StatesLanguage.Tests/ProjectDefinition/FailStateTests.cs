using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Tests.ProjectDefinition;

/// <summary><c>ErrorPath</c> takes the error's name from the input, <c>CausePath</c> may be a function: both as the execution's own.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html</remarks>
public sealed class FailStateTests
{
    [Fact]
    public void The_execution_fails_with_the_error_that_was_caught_and_all_of_its_cause()
    {
        var run = ProjectRun.Of(ProjectRun.Refusing());

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

        Assert.Equal("""{"Error":"InvalidPromptException","Cause":""}""", ProjectRun.Of(world).Execution.Cause);
    }
}
