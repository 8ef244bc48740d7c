using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Failures;

public sealed class CatchTests
{
    [Fact]
    public void The_first_catcher_that_names_the_error_leads_on_and_OutputPath_does_not_count()
    {
        var run = Runs.Run(
            Machines.Task(
                """ "OutputPath": "$.nothing", "Catch": [{"ErrorEquals": ["Other"], "Next": "Next"}, {"ErrorEquals": ["States.TaskFailed"], "ResultPath": "$.error", "Next": "Caught"}], """,
                caught: true
            ),
            """{"a": 1}""",
            () => new ScriptedWorld().Fails("S", "E")
        );

        Assert.Equal("""{"a":1,"error":{"Error":"E","Cause":"cause"}}""", run.Execution.Output!.ToJson());
        Assert.Contains("LambdaFunctionFailed TaskStateExited PassStateEntered", run.Types(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_that_says_nothing_is_caught_as_empty_texts()
    {
        var run = Runs.Run(
            Machines.Task(""" "TimeoutSeconds": 5, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}], """, caught: true),
            "{}",
            () => new ScriptedWorld().Hangs("S")
        );

        Assert.Equal("""{"Error":"States.Timeout","Cause":""}""", run.Execution.Output!.ToJson());
    }

    [Fact]
    public void A_null_ResultPath_drops_the_error() =>
        Assert.Equal(
            """{"a":1}""",
            Runs.Run(
                    Machines.Task(""" "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": null, "Next": "Caught"}], """, caught: true),
                    """{"a": 1}""",
                    () => new ScriptedWorld().Fails("S", "E")
                )
                .Execution.Output!.ToJson()
        );

    [Fact]
    public void Nothing_catches_States_Runtime()
    {
        var run = Runs.Run(
            Machines.Task(
                """ "ResultSelector": {"x.$": "$.absent"}, "Retry": [{"ErrorEquals": ["States.ALL"]}], "Catch": [{"ErrorEquals": ["States.Runtime"], "Next": "Caught"}, {"ErrorEquals": ["States.ALL"], "Next": "Caught"}], """,
                caught: true
            )
        );

        Assert.Equal(("States.Runtime", ExecutionStatus.Failed), (run.Execution.Error, run.Execution.Status));
    }

    [Fact]
    public void An_error_of_the_catcher_itself_ends_the_execution()
    {
        var run = Runs.Run(
            Machines.Task(""" "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.a.b", "Next": "Caught"}], """, caught: true),
            """{"a": 1}""",
            () => new ScriptedWorld().Fails("S", "E")
        );

        Assert.Equal(("States.Runtime", ExecutionStatus.Failed), (run.Execution.Error, run.Execution.Status));
    }
}
