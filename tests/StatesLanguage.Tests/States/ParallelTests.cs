using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.States;

public sealed class ParallelTests
{
    private const string TwoBranches = """
        "Branches": [
          {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:0:function:a", "End": true}}},
          {"StartAt": "B", "States": {"B": {"Type": "Wait", "Seconds": 60, "End": true}}}]
        """;

    [Fact]
    public void The_output_has_one_item_for_each_branch_in_the_order_of_the_definition()
    {
        var run = Runs.Run(
            Machines.Only(
                $$$""" "Type": "Parallel", "Parameters": {"x.$": "$.a"}, {{{TwoBranches}}}, "ResultSelector": {"first.$": "$[0]", "second.$": "$[1].x"}, "ResultPath": "$.r" """
            ),
            """{"a": 1}""",
            () => new ScriptedWorld().Returns("A", "\"done\"")
        );

        Assert.Equal("""{"a":1,"r":{"first":"done","second":1}}""", run.Execution.Output!.ToJson());
        Assert.StartsWith(
            "ExecutionStarted ParallelStateEntered ParallelStateStarted TaskStateEntered",
            run.Types(),
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "WaitStateExited ParallelStateSucceeded ParallelStateExited ExecutionSucceeded",
            run.Types(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_first_failure_ends_all_branches()
    {
        var run = Runs.Run(Machines.Only($""" "Type": "Parallel", {TwoBranches} """), "{}", () => new ScriptedWorld().Fails("A", "Boom"));

        Assert.Equal("Boom", run.Execution.Error);
        Assert.EndsWith(
            "LambdaFunctionFailed TaskStateAborted WaitStateAborted ParallelStateFailed ExecutionFailed",
            run.Types(),
            StringComparison.Ordinal
        );
        Assert.Contains(run.Effects, e => e is Effect.CancelTimer { TimerId.Kind: TimerKind.Wait });
    }

    [Fact]
    public void A_Parallel_is_retried_and_caught_as_a_whole()
    {
        var run = Runs.Run(
            $$$"""
            {"StartAt": "P", "States": {
              "P": {"Type": "Parallel", {{{TwoBranches}}}, "Retry": [{"ErrorEquals": ["Boom"], "MaxAttempts": 1}],
                "Catch": [{"ErrorEquals": ["Boom"], "ResultPath": "$.error", "Next": "Caught"}], "End": true},
              "Caught": {"Type": "Pass", "End": true} }}
            """,
            """{"a": 1}""",
            () => new ScriptedWorld().Fails("A", "Boom")
        );

        Assert.Equal(2, run.History.Count(e => e.Type == History.HistoryEventType.ParallelStateStarted));
        Assert.Equal("""{"a":1,"error":{"Error":"Boom","Cause":"cause"}}""", run.Execution.Output!.ToJson());
        Assert.Contains("ParallelStateFailed ParallelStateExited PassStateEntered", run.Types(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_tasks_and_timers_of_aborted_branches_are_cancelled()
    {
        var run = Runs.Run(
            Machines.Only(
                """
                "Type": "Parallel", "Branches": [
                  {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:0:function:a", "End": true}}},
                  {"StartAt": "B", "States": {"B": {"Type": "Fail", "Error": "E"}}}]
                """
            ),
            "{}",
            () => new ScriptedWorld().Hangs("A")
        );

        Assert.Contains(run.Effects, e => e is Effect.CancelTask);
        Assert.Empty(run.Execution.PendingEffects);
    }
}
