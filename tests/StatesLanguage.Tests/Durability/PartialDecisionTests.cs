using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.History;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Durability;

/// <summary>A decision with a limit of steps leaves the others, and the execution continues with them.</summary>
public sealed class PartialDecisionTests
{
    private const string Loop = """
        {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Choice", "Default": "A",
          "Choices": [{"Variable": "$.none", "IsPresent": true, "Next": "C"}]}, "C": {"Type": "Succeed"}}}
        """;

    private const string Task = """ "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:000000000000:function:f" """;

    public static TheoryData<string, string> Machines =>
        new()
        {
            { Loop, "{}" },
            {
                $$"""
                {"StartAt": "P", "TimeoutSeconds": 60, "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
                  {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "T"}, "T": { {{Task}}, "TimeoutSeconds": 5, "End": true} } },
                  {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 3, "End": true} } } ]} } }
                """,
                "{}"
            },
            {
                $$"""
                {"StartAt": "M", "States": {"M": {"Type": "Map", "MaxConcurrency": 3, "End": true, "ItemProcessor": {
                  "StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "T"}, "T": { {{Task}}, "End": true} } } } } }
                """,
                "[1, 2, 3, 4, 5]"
            },
            {
                """
                {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemProcessor": {
                  "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                  "StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "End": true} } } } } }
                """,
                "[1, 2, 3, 4, 5]"
            },
        };

    [Fact]
    public void Each_item_of_a_distributed_map_can_take_a_step_in_a_part()
    {
        var machine = StateMachine.Parse(
            """
            {"StartAt": "M", "States": {"M": {"Type": "Map", "ToleratedFailurePercentage": 100, "End": true, "ItemProcessor": {
              "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
              "StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "A"} } } } } }
            """
        );
        var start = VirtualRun.Start(JsonArray.From(Enumerable.Repeat(JsonValue.From(1), 10_000)));
        var part = Decide(Execution.Create(machine, start), ExecutionEvent.Begin.Instance, 250);
        var parts = 1;
        while (part.Execution.HasStepsLeft)
        {
            part = Decide(part.Execution, ExecutionEvent.Continue.Instance, 250);
            parts++;
        }

        Assert.Equal(ExecutionStatus.Failed, part.Execution.Status);
        Assert.True(parts < 500, $"{Interpreter.MaxItemStates} states took {parts} parts");
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void The_parts_have_the_events_and_effects_of_the_whole(string definition, string input)
    {
        var machine = StateMachine.Parse(definition);
        var start = VirtualRun.Start(JsonValue.Parse(input));
        var whole = Interpreter.Decide(Execution.Create(machine, start), ExecutionEvent.Begin.Instance, VirtualRun.Morning);

        foreach (var limit in new[] { 1, 2, 3, 7, 250 })
        {
            var part = Decide(Execution.Create(machine, start), ExecutionEvent.Begin.Instance, limit);
            var (events, effects) = (part.Events.ToList(), part.Effects.ToList());
            while (part.Execution.HasStepsLeft)
            {
                part = Decide(part.Execution, ExecutionEvent.Continue.Instance, limit);
                Assert.True(part.Events.Count <= limit);
                events.AddRange(part.Events);
                effects.AddRange(part.Effects);
            }

            Assert.Equal(whole.Events.Select(e => e.ToString()), events.Select(e => e.ToString()));
            Assert.Equal(
                whole.Effects.Select(effect => effect.ToString()).Order(),
                effects.Select(effect => effect.ToString()).Order()
            );
            Assert.Equal(whole.Execution.Status, part.Execution.Status);
            Assert.Equal(whole.Execution.PendingEffects.Count, part.Execution.PendingEffects.Count);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    public void A_stop_does_not_wait_for_the_steps_that_are_left(int limit)
    {
        var machine = StateMachine.Parse(Loop);
        var begun = Decide(
            Execution.Create(machine, VirtualRun.Start(JsonObject.Empty)),
            ExecutionEvent.Begin.Instance,
            limit
        );
        Assert.True(begun.Execution.HasStepsLeft);

        var stopped = Interpreter.Decide(begun.Execution, new ExecutionEvent.Stop("Mine", "why"), VirtualRun.Morning);

        Assert.Equal(HistoryEventType.ExecutionAborted, Assert.Single(stopped.Events).Type);
        Assert.False(stopped.Execution.HasStepsLeft);
        var replayed = Execution.Replay(machine, begun.Execution.Start, [.. begun.Events, .. stopped.Events]);
        Assert.Equal((ExecutionStatus.Aborted, "Mine"), (replayed.Status, replayed.Error));
        var redriven = Decide(replayed, ExecutionEvent.Redrive.Instance, 10);
        Assert.Equal(ExecutionStatus.Running, redriven.Execution.Status);
        Assert.Equal(
            ExecutionStatus.Running,
            Execution.Replay(machine, begun.Execution.Start, [.. begun.Events, .. stopped.Events, .. redriven.Events]).Status
        );
    }

    [Fact]
    public void Other_events_wait_for_the_steps_that_are_left()
    {
        var begun = Decide(
            Execution.Create(StateMachine.Parse(Loop), VirtualRun.Start(JsonObject.Empty)),
            ExecutionEvent.Begin.Instance,
            10
        );
        Assert.Throws<InvalidOperationException>(() => Decide(begun.Execution, new ExecutionEvent.TaskFailed(1, null, null), 10));
    }

    private static Decision Decide(Execution execution, ExecutionEvent e, int limit) =>
        Interpreter.Decide(execution, e, VirtualRun.Morning, limit);
}
