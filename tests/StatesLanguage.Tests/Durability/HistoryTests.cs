using System.Text;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.History;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Durability;

public sealed class HistoryTests
{
    private const string Endless = """
        {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Choice", "Choices": [{"Variable": "$.never", "IsPresent": true, "Next": "C"}], "Default": "A"}, "C": {"Type": "Succeed"}}}
        """;

    [Fact]
    public void A_history_ends_at_25000_events()
    {
        var run = VirtualRun.Run(StateMachine.Parse(Endless), JsonObject.Empty, new ScriptedWorld());

        Assert.Equal(25_000, run.History.Count);
        Assert.Equal(HistoryEventType.ExecutionFailed, run.History[^1].Type);
        Assert.Equal("The execution reached the maximum number of history events (25000).", run.Execution.Cause);
        Assert.False(run.Execution.CanRedrive);
        Assert.Equal(ExecutionStatus.Failed, Execution.Replay(run.Execution.Machine, run.Execution.Start, run.History).Status);
    }

    [Fact]
    public void An_event_is_written_as_the_API_returns_it()
    {
        var run = Runs.Run(Machines.Task(""" "TimeoutSeconds": 9, """), """{"a": 1}""");

        Assert.Equal(
            """
            {"timestamp":1795327200,"type":"LambdaFunctionScheduled","id":3,"previousEventId":2,"lambdaFunctionScheduledEventDetails":{"resource":"arn:aws:lambda:us-east-1:000000000000:function:f","input":"{\"a\":1}","inputDetails":{"truncated":false},"timeoutInSeconds":9}}
            """.Trim(),
            run.History[2].ToJson()
        );
    }

    [Fact]
    public void A_timestamp_is_written_and_read_to_the_millisecond()
    {
        var time = new DateTimeOffset(2026, 11, 22, 6, 7, 8, 901, TimeSpan.Zero);
        var e = new HistoryEvent(
            1,
            0,
            time,
            HistoryEventType.ExecutionFailed,
            new HistoryDetails.Failed("E\u2028\ud83d\ude00", "line\nline \"quoted\"")
        );

        var read = HistoryEvent.Parse(e.ToJson());

        Assert.Equal((time, e.Details), (read.Timestamp, read.Details));
        Assert.Contains("1795327628.901", e.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_execution_data_an_event_has_no_input_and_no_output()
    {
        var run = Runs.Run(Machines.Pass(""" "Result": "secret" """), """{"a": "secret"}""");
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new System.Text.Json.Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var e in run.History)
            {
                e.WriteTo(writer, includeData: false);
            }

            writer.WriteEndArray();
        }

        Assert.DoesNotContain("secret", System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan), StringComparison.Ordinal);
    }

    [Fact]
    public void A_history_of_another_definition_is_rejected_at_the_first_event_that_does_not_follow()
    {
        var run = Runs.Run(Machines.Task());

        var exception = Assert.Throws<InvalidHistoryException>(() =>
            Execution.Replay(StateMachine.Parse(Machines.Pass(""" "Result": 1 """)), run.Execution.Start, run.History)
        );

        Assert.Equal(2, exception.EventId);
    }

    [Fact]
    public void A_replay_needs_no_data_of_states()
    {
        var machine = StateMachine.Parse(Machines.Task(""" "TimeoutSeconds": 60, """));
        var run = VirtualRun.Run(machine, JsonValue.Parse("[1, 2]"), new ScriptedWorld().On("S", task => [(TimeSpan.Zero, new ExecutionEvent.TaskSucceeded(task.TaskId, JsonValue.From(3)))]));

        for (var count = 0; count <= run.History.Count; count++)
        {
            var whole = run.History.Take(count).ToList();
            var parts = whole.Select(e => HistoryEvent.ParseForReplay(Encoding.UTF8.GetBytes(e.ToJson()))).ToList();
            Assert.All(
                parts.Where(e => e.Type is HistoryEventType.TaskStateEntered or HistoryEventType.LambdaFunctionScheduled),
                e => Assert.Null(e.Details)
            );
            var replayed = Execution.Replay(machine, run.Execution.Start, parts);
            var expected = Execution.Replay(machine, run.Execution.Start, whole);
            Assert.Equal((expected.Status, expected.Output), (replayed.Status, replayed.Output));
            Assert.Equal(expected.PendingEffects, replayed.PendingEffects);
            Assert.Equal(
                Interpreter.Decide(expected, ExecutionEvent.Begin.Instance, run.Now).Events.Select(e => e.ToJson()),
                Interpreter.Decide(replayed, ExecutionEvent.Begin.Instance, run.Now).Events.Select(e => e.ToJson())
            );
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"timestamp":1,"type":"PassStateEntered","id":"1"}""")]
    [InlineData("""{"timestamp":1,"type":"Nothing","id":1,"previousEventId":0}""")]
    public void An_event_for_a_replay_that_is_not_one_is_rejected(string json) =>
        Assert.Throws<JsonFormatException>(() => HistoryEvent.ParseForReplay(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Begin_after_a_replay_gives_all_pending_effects()
    {
        var machine = StateMachine.Parse(Machines.Task(""" "TimeoutSeconds": 60, "HeartbeatSeconds": 20, """));
        var begun = Interpreter.Decide(
            Execution.Create(machine, VirtualRun.Start(JsonObject.Empty)),
            ExecutionEvent.Begin.Instance,
            VirtualRun.Morning
        );

        var again = Interpreter.Decide(
            Execution.Replay(machine, begun.Execution.Start, begun.Events),
            ExecutionEvent.Begin.Instance,
            VirtualRun.Morning.AddHours(1)
        );

        Assert.Empty(again.Events);
        Assert.Equal(begun.Effects, again.Effects);
    }

    [Fact]
    public void Begin_of_an_execution_that_has_ended_gives_its_end_again()
    {
        var run = Runs.Run(Machines.Pass(""" "Result": 1 """));
        var again = Interpreter.Decide(
            Execution.Replay(run.Execution.Machine, run.Execution.Start, run.History),
            ExecutionEvent.Begin.Instance,
            run.Now
        );

        Assert.Equal(new Effect.ExecutionFinished(ExecutionStatus.Succeeded, JsonValue.From(1), null, null), Assert.Single(again.Effects));
    }

    [Fact]
    public void The_times_in_a_history_never_decrease()
    {
        var machine = StateMachine.Parse(Machines.Task());
        var begun = Interpreter
            .Decide(Execution.Create(machine, VirtualRun.Start(JsonObject.Empty)), ExecutionEvent.Begin.Instance, VirtualRun.Morning)
            .Execution;

        var done = Interpreter.Decide(begun, new ExecutionEvent.TaskSucceeded(3, JsonValue.Null), VirtualRun.Morning.AddMinutes(-5));

        Assert.Equal(VirtualRun.Morning, done.Events[0].Timestamp);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"NoSuchEvent","id":1,"previousEventId":0,"timestamp":1}""")]
    [InlineData("""{"type":"TaskStarted","id":1,"previousEventId":0,"timestamp":1e30}""")]
    public void Text_that_is_not_an_event_is_rejected(string json) => Assert.Throws<JsonFormatException>(() => HistoryEvent.Parse(json));

    [Fact]
    public void The_text_of_a_timer_can_be_parsed()
    {
        var timer = new TimerId(TimerKind.TaskTimeout, 17);

        Assert.Equal(timer, TimerId.Parse(timer.ToString()));
        Assert.Throws<FormatException>(() => TimerId.Parse("TaskTimeout"));
    }
}
