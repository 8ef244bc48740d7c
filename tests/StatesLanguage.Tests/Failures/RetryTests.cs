using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Failures;

/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html</remarks>
public sealed class RetryTests
{
    [Theory]
    [InlineData(""" "MaxAttempts": 3 """, 1.0, 2.0, 4.0)]
    [InlineData(""" "IntervalSeconds": 5, "BackoffRate": 1, "MaxAttempts": 2 """, 5.0, 5.0)]
    [InlineData(""" "IntervalSeconds": 2, "BackoffRate": 1.5, "MaxAttempts": 3 """, 2.0, 3.0, 4.5)]
    [InlineData(""" "IntervalSeconds": 2, "MaxDelaySeconds": 5, "MaxAttempts": 4 """, 2.0, 4.0, 5.0, 5.0)]
    [InlineData(""" "Comment": "all left alone" """, 1.0, 2.0, 4.0)]
    [InlineData(""" "MaxAttempts": 0 """)]
    public void The_fields_of_a_retrier_give_the_delays(string retrier, params double[] delays)
    {
        var run = Runs.Run(
            Machines.Task($$""" "Retry": [{"ErrorEquals": ["E"], {{retrier}}}], """),
            "{}",
            () => new ScriptedWorld().Fails("S", "E")
        );

        Assert.Equal("E", run.Execution.Error);
        var failures = run.History.Where(e => e.Type == History.HistoryEventType.LambdaFunctionFailed).Select(e => e.Timestamp).ToArray();
        Assert.Equal(delays, failures.Zip(failures.Skip(1), (a, b) => (b - a).TotalSeconds));
    }

    [Fact]
    public void With_full_jitter_a_delay_is_between_zero_and_the_calculated_delay()
    {
        var retrier = new Retrier(["E"], 10, 8, 2, 60, FullJitter: true);
        var random = new Random(1);

        var drawn = Enumerable.Range(0, 1000).Select(_ => retrier.Delay(5, random).TotalSeconds).ToArray();

        Assert.All(drawn, d => Assert.InRange(d, 0, 60));
        Assert.InRange(drawn.Average(), 28, 32);
    }

    [Fact]
    public void A_replay_gives_the_same_delays_with_jitter() =>
        Runs.Run(
            Machines.Task(""" "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 5, "JitterStrategy": "FULL"}], """),
            "{}",
            () => new ScriptedWorld().Fails("S", "E")
        );

    [Fact]
    public void Each_retrier_has_its_own_count_and_the_first_for_the_error_decides()
    {
        var world = new ScriptedWorld().On(
            "S",
            t => [(TimeSpan.Zero, new ExecutionEvent.TaskFailed(t.TaskId, t.Attempt % 2 == 0 ? "A" : "B", null))]
        );
        var run = VirtualRun.Run(
            StateMachine.Parse(
                Machines.Task(
                    """ "Retry": [{"ErrorEquals": ["A"], "MaxAttempts": 2}, {"ErrorEquals": ["B"], "MaxAttempts": 1}, {"ErrorEquals": ["States.ALL"], "MaxAttempts": 9}], """
                )
            ),
            JsonObject.Empty,
            world
        );

        Assert.Equal(4, world.Calls.Count);
        Assert.Equal("B", run.Execution.Error);
    }

    [Theory]
    [InlineData("States.ALL", "Anything", true)]
    [InlineData("States.ALL", "States.DataLimitExceeded", true)]
    [InlineData("States.ALL", "States.Runtime", false)]
    [InlineData("States.Runtime", "States.Runtime", false)]
    [InlineData("States.TaskFailed", "Anything", true)]
    [InlineData("States.TaskFailed", "States.Timeout", false)]
    [InlineData("States.HeartbeatTimeout", "States.Timeout", false)]
    [InlineData("Mine", "mine", false)]
    [InlineData("Mine", "Mine", true)]
    public void Error_names_match_as_documented(string name, string error, bool covers) =>
        Assert.Equal(covers, new Retrier([name], 1, 3, 2, null, false).Covers(error));
}
