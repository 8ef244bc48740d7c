using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Tests.ProjectDefinition;

/// <summary>
/// When no retry is left, the first catcher that names the error leads on, with an error output of <c>Error</c> and <c>Cause</c> where
/// its <c>ResultPath</c> says. <c>States.ALL</c> names every error but <c>States.Runtime</c>.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-fallback-states</remarks>
public sealed class CatcherTests
{
    [Theory]
    [InlineData("Validate prompt")]
    [InlineData("Generate image")]
    [InlineData("Store image")]
    public void An_error_goes_beside_the_input_and_on_to_the_dead_letter(string state)
    {
        var run = ProjectRun.Of(ProjectRun.World().Fails(state, "SomethingElse"));

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
    public void States_ALL_is_every_error(string error) =>
        Assert.Equal(
            $$"""{"Error":"{{error}}","Cause":"cause"}""",
            ProjectRun.Of(ProjectRun.World().Fails("Generate image", error)).OutputOf("Generate image")["error"]!.ToJson()
        );

    [Fact]
    public void A_result_over_the_limit_of_data_is_an_error_that_States_ALL_names()
    {
        var run = ProjectRun.Of(ProjectRun.World().Returns("Generate image", $"\"{new string('x', Interpreter.MaxDataBytes)}\""));

        Assert.Equal("States.DataLimitExceeded", ((JsonString)run.OutputOf("Generate image")["error"]!["Error"]!).Value);
    }

    [Fact]
    public void States_Runtime_is_caught_by_nothing()
    {
        // No message to send as the dead letter's body.
        var run = ProjectRun.Of(ProjectRun.Refusing(), """{"id": "order-1", "attempt": 1}""");

        Assert.Equal((ExecutionStatus.Failed, "States.Runtime"), (run.Execution.Status, run.Execution.Error));
        Assert.DoesNotContain(run.History, e => e.Details is History.HistoryDetails.StateEntered { Name: "Notify failure" });
    }

    [Fact]
    public void Without_a_catcher_the_execution_fails_with_the_error()
    {
        var run = ProjectRun.Of(ProjectRun.World().Fails("Notify", "SomethingElse"));

        Assert.Equal((ExecutionStatus.Failed, "SomethingElse", "cause"), (run.Execution.Status, run.Execution.Error, run.Execution.Cause));
    }

    [Fact]
    public void A_failure_of_the_failure_branch_leads_on_to_its_end()
    {
        var run = ProjectRun.Of(
            ProjectRun.Refusing().Fails("Dead-letter prompt", "SQS.AmazonSQSException").Fails("Notify failure", "SomethingElse")
        );

        Assert.Equal(
            """{"Error":"SQS.AmazonSQSException","Cause":"cause"}""",
            run.OutputOf("Dead-letter prompt")["deadLetterError"]!.ToJson()
        );
        Assert.Equal("""{"Error":"SomethingElse","Cause":"cause"}""", run.OutputOf("Notify failure")["noticeError"]!.ToJson());
        Assert.Equal("InvalidPromptException", run.Execution.Error);
    }
}
