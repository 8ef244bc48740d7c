using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Tests.ProjectDefinition;

/// <summary>
/// After the last retry, the first catcher for the error decides the next state. Its <c>ResultPath</c> is the place of an error output
/// with <c>Error</c> and <c>Cause</c>. <c>States.ALL</c> matches every error but <c>States.Runtime</c>.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-fallback-states</remarks>
public sealed class CatcherTests
{
    [Theory]
    [InlineData("Validate prompt")]
    [InlineData("Generate image")]
    [InlineData("Store image")]
    public void The_error_is_added_to_the_input_and_the_dead_letter_branch_runs(string state)
    {
        var run = ProjectRun.Run(ProjectRun.World().Fails(state, "SomethingElse"));

        Assert.Equal("""{"Error":"SomethingElse","Cause":"cause"}""", run.OutputOf(state)["error"]!.ToJson());
        Assert.Equal("A croissant", ((JsonString)run.OutputOf(state)["message"]!).Value);
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
            ProjectRun.Run(ProjectRun.World().Fails("Generate image", error)).OutputOf("Generate image")["error"]!.ToJson()
        );

    [Fact]
    public void States_ALL_matches_the_error_of_a_too_large_result()
    {
        var run = ProjectRun.Run(ProjectRun.World().Returns("Generate image", $"\"{new string('x', Interpreter.MaxDataBytes)}\""));

        Assert.Equal("States.DataLimitExceeded", ((JsonString)run.OutputOf("Generate image")["error"]!["Error"]!).Value);
    }

    [Fact]
    public void No_catcher_handles_States_Runtime()
    {
        // The input has no message for the body of the dead letter.
        var run = ProjectRun.Run(ProjectRun.Rejecting(), """{"id": "order-1", "attempt": 1}""");

        Assert.Equal((ExecutionStatus.Failed, "States.Runtime"), (run.Execution.Status, run.Execution.Error));
        Assert.DoesNotContain(run.History, e => e.Details is History.HistoryDetails.StateEntered { Name: "Notify failure" });
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
            """{"Error":"SQS.AmazonSQSException","Cause":"cause"}""",
            run.OutputOf("Dead-letter prompt")["deadLetterError"]!.ToJson()
        );
        Assert.Equal("""{"Error":"SomethingElse","Cause":"cause"}""", run.OutputOf("Notify failure")["noticeError"]!.ToJson());
        Assert.Equal("InvalidPromptException", run.Execution.Error);
    }
}
