using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Tests.ProjectDefinition;

/// <summary>
/// After the last retry, the first catcher for the error decides the next state. Its <c>Assign</c> can store the error output, with
/// <c>Error</c> and <c>Cause</c>. <c>States.ALL</c> matches every error but <c>States.Runtime</c>.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-fallback-states</remarks>
public sealed class CatcherTests
{
    [Theory]
    [InlineData("Validate prompt")]
    [InlineData("Generate image")]
    [InlineData("Store image")]
    public void The_error_is_assigned_and_the_dead_letter_branch_runs(string state)
    {
        var run = ProjectRun.Run(ProjectRun.World().Fails(state, "SomethingElse"));

        Assert.Equal("""{"error":{"Error":"SomethingElse","Cause":"cause"}}""", run.AssignedBy(state)!.ToJson());
        Assert.Contains(run.History, e => e.Details is History.HistoryDetails.StateEntered { Name: "Dead-letter prompt" });
    }

    [Theory]
    [InlineData("Lambda.ServiceException")]
    [InlineData("States.Timeout")]
    [InlineData("States.TaskFailed")]
    [InlineData("States.DataLimitExceeded")]
    [InlineData("Any name at all")]
    public void States_ALL_matches_every_error(string error) =>
        Assert.Equal(
            $$"""{"Error":"{{error}}","Cause":"cause"}""",
            ProjectRun.Run(ProjectRun.World().Fails("Generate image", error)).AssignedBy("Generate image")!["error"]!.ToJson()
        );

    [Fact]
    public void States_ALL_matches_the_error_of_a_too_large_result()
    {
        var run = ProjectRun.Run(ProjectRun.World().Returns("Generate image", $"\"{new string('x', Interpreter.MaxDataBytes)}\""));

        Assert.Equal("States.DataLimitExceeded", ((JsonString)run.AssignedBy("Generate image")!["error"]!["Error"]!).Value);
    }

    [Fact]
    public void States_ALL_matches_the_error_of_an_expression_without_a_value()
    {
        // The input has no message for the body of the dead letter.
        var run = ProjectRun.Run(ProjectRun.Rejecting(), """{"id": "order-1", "attempt": 1}""");

        Assert.Equal(
            "States.QueryEvaluationError",
            ((JsonString)run.AssignedBy("Dead-letter prompt")!["deadLetterError"]!["Error"]!).Value
        );
        Assert.Contains(run.History, e => e.Details is History.HistoryDetails.StateEntered { Name: "Notify failure" });
        Assert.Equal((ExecutionStatus.Failed, "InvalidPromptException"), (run.Execution.Status, run.Execution.Error));
    }

    [Fact]
    public void Without_a_catcher_the_execution_fails_with_the_error()
    {
        var run = ProjectRun.Run(ProjectRun.World().Fails("Notify", "SomethingElse"));

        Assert.Equal((ExecutionStatus.Failed, "SomethingElse", "cause"), (run.Execution.Status, run.Execution.Error, run.Execution.Cause));
    }

    [Fact]
    public void A_failure_in_the_dead_letter_branch_continues_at_its_end()
    {
        var run = ProjectRun.Run(
            ProjectRun.Rejecting().Fails("Dead-letter prompt", "SQS.AmazonSQSException").Fails("Notify failure", "SomethingElse")
        );

        Assert.Equal(
            """{"deadLetterError":{"Error":"SQS.AmazonSQSException","Cause":"cause"}}""",
            run.AssignedBy("Dead-letter prompt")!.ToJson()
        );
        Assert.Equal("""{"Error":"SomethingElse","Cause":"cause"}""", run.OutputOf("Notify failure").ToJson());
        Assert.Equal("InvalidPromptException", run.Execution.Error);
    }
}
