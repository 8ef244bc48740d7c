using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.History;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Failures;

public sealed class TimeoutTests
{
    [Theory]
    [InlineData(""" "TimeoutSeconds": 7, """)]
    [InlineData(""" "TimeoutSecondsPath": "$.t", """)]
    public void A_task_that_takes_too_long_fails_with_a_Timeout_and_is_cancelled(string fields)
    {
        var run = Runs.Run(Machines.Task(fields), """{"t": 7}""", () => new ScriptedWorld().Hangs("S"));

        Assert.EndsWith("LambdaFunctionStarted LambdaFunctionTimedOut ExecutionFailed", run.Types(), StringComparison.Ordinal);
        Assert.Equal(("States.Timeout", (string?)null), (run.Execution.Error, run.Execution.Cause));
        Assert.Equal(TimeSpan.FromSeconds(7), run.Now - VirtualRun.Morning);
        Assert.Contains(run.Effects, e => e is Effect.CancelTask { TaskId: 3 });
    }

    [Fact]
    public void A_response_in_time_cancels_the_timer()
    {
        var run = Runs.Run(Machines.Task(""" "TimeoutSeconds": 7, """));

        Assert.Contains(run.Effects, e => e is Effect.CancelTimer { TimerId: { Kind: TimerKind.TaskTimeout, EventId: 3 } });
    }

    [Fact]
    public void A_task_continues_as_long_as_its_heartbeats_arrive()
    {
        var world = new ScriptedWorld().On(
            "S",
            t =>
                [
                    .. Enumerable
                        .Range(1, 4)
                        .Select(i => (TimeSpan.FromSeconds(8 * i), (ExecutionEvent)new ExecutionEvent.TaskHeartbeat(t.TaskId))),
                ]
        );
        var machine = StateMachine.Parse(Machines.Task(""" "HeartbeatSeconds": 10, """));
        var run = VirtualRun.Run(machine, JsonObject.Empty, world);

        Assert.Equal(TimeSpan.FromSeconds(42), run.Now - VirtualRun.Morning);
        Assert.Equal("States.Timeout", run.Execution.Error);
        var replayed = Execution.Replay(machine, run.Execution.Start, run.History);
        Assert.Equal(("States.Timeout", ExecutionStatus.Failed), (replayed.Error, replayed.Status));
    }

    [Theory]
    [InlineData("States.Timeout", true)]
    [InlineData("States.HeartbeatTimeout", true)]
    [InlineData("States.TaskFailed", false)]
    public void A_missed_heartbeat_matches_two_error_names(string name, bool caught)
    {
        var run = Runs.Run(
            Machines.Task(
                $$""" "HeartbeatSeconds": 10, "TimeoutSeconds": 60, "Catch": [{"ErrorEquals": ["{{name}}"], "Next": "Caught"}], """,
                caught: true
            ),
            "{}",
            () => new ScriptedWorld().Hangs("S")
        );

        Assert.Equal(caught ? ExecutionStatus.Succeeded : ExecutionStatus.Failed, run.Execution.Status);
    }

    [Fact]
    public void A_timeout_at_the_time_of_a_missed_heartbeat_is_a_timeout()
    {
        var run = Runs.Run(
            Machines.Task(
                """ "HeartbeatSecondsPath": "$.s", "TimeoutSecondsPath": "$.s", "Catch": [{"ErrorEquals": ["States.HeartbeatTimeout"], "Next": "Caught"}], """,
                caught: true
            ),
            """{"s": 10}""",
            () => new ScriptedWorld().Hangs("S")
        );

        Assert.Equal(ExecutionStatus.Failed, run.Execution.Status);
    }

    [Fact]
    public void Timeouts_at_the_same_time_are_all_written_before_the_next_states()
    {
        var run = Runs.Run(
            Machines.Only(
                """
                "Type": "Map", "ItemProcessor": {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:0:function:t", "TimeoutSeconds": 5, "End": true}}}
                """
            ),
            "[1, 2]",
            () => new ScriptedWorld().Hangs("T")
        );

        Assert.EndsWith(
            "LambdaFunctionTimedOut LambdaFunctionTimedOut MapIterationFailed TaskStateAborted MapIterationAborted TaskStateAborted MapStateFailed ExecutionFailed",
            run.Types(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_execution_that_takes_too_long_is_TIMED_OUT()
    {
        var run = Runs.Run(
            """
            {"TimeoutSeconds": 60, "StartAt": "S", "States": {"S": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:0:function:f", "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "E"}], "Next": "E"}, "E": {"Type": "Succeed"}}}
            """,
            "{}",
            () => new ScriptedWorld().Hangs("S")
        );

        Assert.Equal(ExecutionStatus.TimedOut, run.Execution.Status);
        Assert.Equal(HistoryEventType.ExecutionTimedOut, run.History[^1].Type);
        Assert.Equal(TimeSpan.FromSeconds(60), run.Now - VirtualRun.Morning);
    }

    [Theory]
    [InlineData("{}", "Invalid path '$.t' : No results for path: $['t']")]
    [InlineData("""{"t": "x"}""", "The TimeoutSecondsPath parameter cannot be parsed as a long value: $.t == x")]
    public void A_timeout_path_with_a_wrong_value_fails_the_execution(string input, string cause) =>
        Assert.Equal(
            $"An error occurred while executing the state 'S' (entered at the event id #2). {cause}",
            Runs.Run(Machines.Task(""" "TimeoutSecondsPath": "$.t", """), input).Execution.Cause
        );

    [Fact]
    public void An_execution_timeout_at_a_fraction_of_a_millisecond_rounds_up_and_fires()
    {
        var machine = StateMachine.Parse(
            """{"StartAt": "S", "TimeoutSeconds": 60, "States": {"S": {"Type": "Wait", "Seconds": 90, "End": true}}}"""
        );
        var start = VirtualRun.Start(JsonObject.Empty) with { StartTime = VirtualRun.Morning.AddTicks(1) };

        var run = VirtualRun.Run(machine, JsonObject.Empty, new ScriptedWorld(), start);

        Assert.Equal(ExecutionStatus.TimedOut, run.Execution.Status);
        Assert.Equal(VirtualRun.Morning.AddSeconds(60).AddMilliseconds(1), run.Execution.StopTime);
    }
}
