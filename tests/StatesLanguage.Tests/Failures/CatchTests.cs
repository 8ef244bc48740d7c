using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Failures;

public sealed class CatchTests
{
    [Fact]
    public void The_first_catcher_for_the_error_decides_and_OutputPath_has_no_effect()
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
    public void A_failure_without_error_and_cause_is_caught_with_empty_strings()
    {
        var run = Runs.Run(
            Machines.Task(""" "TimeoutSeconds": 5, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}], """, caught: true),
            "{}",
            () => new ScriptedWorld().Hangs("S")
        );

        Assert.Equal("""{"Error":"States.Timeout","Cause":""}""", run.Execution.Output!.ToJson());
    }

    [Fact]
    public void A_null_ResultPath_discards_the_error_output() =>
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
    public void No_catcher_handles_States_Runtime()
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
    public void An_error_of_a_catcher_ends_the_execution()
    {
        var run = Runs.Run(
            Machines.Task(""" "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.a.b", "Next": "Caught"}], """, caught: true),
            """{"a": 1}""",
            () => new ScriptedWorld().Fails("S", "E")
        );

        Assert.Equal(("States.Runtime", ExecutionStatus.Failed), (run.Execution.Error, run.Execution.Status));
    }
}
