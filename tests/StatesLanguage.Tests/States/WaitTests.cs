using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.States;

public sealed class WaitTests
{
    [Theory]
    [InlineData(""" "Seconds": 90 """, 90)]
    [InlineData(""" "SecondsPath": "$.seconds" """, 30)]
    [InlineData(""" "Timestamp": "2026-11-22T06:00:20Z" """, 20)]
    [InlineData(""" "TimestampPath": "$.until" """, 10)]
    [InlineData(""" "Timestamp": "2020-01-01T00:00:00Z" """, 0)]
    [InlineData(""" "Timestamp": "2026-11-22T07:00:05+01:00" """, 5)]
    [InlineData(""" "Timestamp": "2026-11-22T06:00:05.0005Z" """, 5)]
    [InlineData(""" "Timestamp": "2026-11-22T06:00:05.999999999Z" """, 5)]
    [InlineData(""" "TimestampPath": "$.fraction" """, 5)]
    [InlineData(""" "Seconds": 0 """, 0)]
    [InlineData(""" "Seconds": 99999999 """, 99_999_999)]
    [InlineData(""" "SecondsPath": "$.longest" """, 99_999_999)]
    [InlineData(""" "SecondsPath": "$.text" """, 7)]
    public void Each_of_the_four_fields_gives_the_time_to_wait(string fields, int seconds)
    {
        var run = Runs.Run(Machines.Only($""" "Type": "Wait", {fields} """), """{"seconds": 30, "until": "2026-11-22T06:00:10Z", "fraction": "2026-11-22T06:00:05.25Z", "longest": 99999999, "text": "7"}""");

        Assert.Equal("ExecutionStarted WaitStateEntered WaitStateExited ExecutionSucceeded", run.Types());
        Assert.Equal(TimeSpan.FromSeconds(seconds), run.Now - VirtualRun.Morning);
    }

    [Theory]
    [InlineData("SecondsPath", "-1", "The SecondsPath parameter references a negative value: $.v == -1")]
    [InlineData("SecondsPath", "100000000", "The SecondsPath parameter references a value over 99999999: $.v == 100000000")]
    [InlineData("SecondsPath", "9223372036854775807", "The SecondsPath parameter references a value over 99999999: $.v == 9223372036854775807")]
    [InlineData("SecondsPath", "\"\"", "The SecondsPath parameter cannot be parsed as a long value: $.v == ")]
    [InlineData("SecondsPath", "null", "The SecondsPath parameter cannot be parsed as a long value: $.v == null")]
    [InlineData("SecondsPath", "1.0", "The SecondsPath parameter cannot be parsed as a long value: $.v == 1.0")]
    [InlineData("SecondsPath", "1.5", "The SecondsPath parameter cannot be parsed as a long value: $.v == 1.5")]
    [InlineData("SecondsPath", "\"soon\"", "The SecondsPath parameter cannot be parsed as a long value: $.v == soon")]
    [InlineData(
        "TimestampPath",
        "\"22.11.2026\"",
        "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.v == 22.11.2026"
    )]
    public void A_path_with_a_wrong_value_fails_the_execution(string field, string value, string cause)
    {
        var run = Runs.Run(Machines.Only($""" "Type": "Wait", "{field}": "$.v" """), $$"""{"v": {{value}}}""");

        Assert.Equal("States.Runtime", run.Execution.Error);
        Assert.Equal($"An error occurred while executing the state 'S' (entered at the event id #2). {cause}", run.Execution.Cause);
    }

    [Fact]
    public void A_timer_fires_although_the_clock_of_the_host_is_slow()
    {
        var machine = StateMachine.Parse(Machines.Only(""" "Type": "Wait", "Seconds": 10 """));
        var begun = Interpreter.Decide(
            Execution.Create(machine, VirtualRun.Start(JsonObject.Empty)),
            ExecutionEvent.Begin.Instance,
            VirtualRun.Morning
        );
        var timer = begun.Effects.OfType<Effect.StartTimer>().Single();

        var fired = Interpreter.Decide(begun.Execution, new ExecutionEvent.TimerFired(timer.TimerId), timer.DueAt.AddMilliseconds(-3));

        Assert.Equal(ExecutionStatus.Succeeded, fired.Execution.Status);
        Assert.Equal(timer.DueAt, fired.Events[0].Timestamp);
    }

    [Theory]
    [InlineData(""" "Seconds": -1 """)]
    [InlineData(""" "Seconds": 100000000 """)]
    [InlineData(""" "Seconds": 1.5 """)]
    [InlineData(""" "Seconds": "1" """)]
    [InlineData(""" "Timestamp": "2026-11-22 06:00:05Z" """)]
    [InlineData(""" "Timestamp": "2026-11-22T06:00:05z" """)]
    [InlineData(""" "Timestamp": "2026-11-22T06:00:05" """)]
    [InlineData(""" "Seconds": 1, "Timestamp": "2026-11-22T06:00:05Z" """)]
    [InlineData(""" "Comment": "no time at all" """)]
    public void A_definition_with_a_wrong_time_is_rejected(string fields) =>
        Assert.NotEmpty(StateMachine.Validate(Machines.Only($""" "Type": "Wait", {fields} """)));

    [Fact]
    public void A_wait_until_the_latest_possible_time_does_not_overflow()
    {
        var machine = StateMachine.Parse(Machines.Only(""" "Type": "Wait", "Timestamp": "9999-12-31T23:59:59.9999999Z" """));
        var begun = Interpreter.Decide(
            Execution.Create(machine, VirtualRun.Start(JsonObject.Empty)),
            ExecutionEvent.Begin.Instance,
            VirtualRun.Morning
        );

        Assert.Equal(new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero), begun.Effects.OfType<Effect.StartTimer>().Single().DueAt);
    }
}
