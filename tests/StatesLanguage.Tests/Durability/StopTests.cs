using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.History;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Durability;

public sealed class StopTests
{
    [Fact]
    public void A_stopped_execution_is_aborted_and_has_no_pending_effects()
    {
        var machine = StateMachine.Parse(Machines.Task(""" "TimeoutSeconds": 60, """));
        var run = VirtualRun.Run(machine, JsonObject.Empty, new ScriptedWorld().On("S", _ => []));
        Assert.Equal(ExecutionStatus.Failed, run.Execution.Status);

        var begun = Interpreter
            .Decide(Execution.Create(machine, VirtualRun.Start(JsonObject.Empty)), ExecutionEvent.Begin.Instance, VirtualRun.Morning)
            .Execution;
        var stopped = Interpreter.Decide(begun, new ExecutionEvent.Stop("Mine", "why"), VirtualRun.Morning);

        Assert.Equal([HistoryEventType.ExecutionAborted], stopped.Events.Select(e => e.Type));
        Assert.Equal(
            [typeof(Effect.CancelTask), typeof(Effect.CancelTimer), typeof(Effect.ExecutionFinished)],
            stopped.Effects.Select(e => e.GetType())
        );
        Assert.Equal(
            (ExecutionStatus.Aborted, "Mine", "why"),
            (stopped.Execution.Status, stopped.Execution.Error, stopped.Execution.Cause)
        );
        Assert.Empty(Interpreter.Decide(stopped.Execution, new ExecutionEvent.Stop("again", null), VirtualRun.Morning).Events);
    }

    [Fact]
    public void A_decision_does_not_change_the_execution_before_it()
    {
        var machine = StateMachine.Parse(
            Machines.Only(
                """ "Type": "Map", "ItemProcessor": {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:0:function:t", "End": true}}} """
            )
        );
        var begun = Interpreter.Decide(
            Execution.Create(machine, VirtualRun.Start(JsonValue.Parse("[1,2]"))),
            ExecutionEvent.Begin.Instance,
            VirtualRun.Morning
        );
        var tasks = begun.Effects.OfType<Effect.InvokeTask>().ToArray();

        string Finish(params int[] order)
        {
            var execution = begun.Execution;
            foreach (var i in order)
            {
                execution = Interpreter
                    .Decide(execution, new ExecutionEvent.TaskSucceeded(tasks[i].TaskId, JsonValue.From(i)), VirtualRun.Morning)
                    .Execution;
            }

            return execution.Output!.ToJson();
        }

        Assert.Equal("[0,1]", Finish(0, 1));
        Assert.Equal("[0,1]", Finish(1, 0));
        Assert.Equal(2, begun.Execution.PendingEffects.Count);
    }
}
