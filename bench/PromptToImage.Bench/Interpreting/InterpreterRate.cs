using System.Buffers;
using System.Diagnostics;
using PromptToImage.Bench.Reporting;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Bench.Interpreting;

/// <summary>Measures executions of the five-state machine. The results of the tasks are constants.</summary>
/// <param name="definition">The definition of the state machine.</param>
/// <param name="writesHistory">Whether each event is also written as AWS's JSON.</param>
internal sealed class InterpreterRate(string definition, bool writesHistory)
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<string, JsonValue> Results = new()
    {
        ["Validate"] = JsonValue.Parse("""{"valid":true,"prompt":"A croissant"}"""),
        ["Generate"] = JsonValue.Parse("""{"bucket":"b","key":"staging/1","size":1}"""),
        ["Store"] = JsonValue.Parse("""{"key":"images/1.png"}"""),
        ["Notify"] = JsonValue.Parse("{}"),
    };

    private readonly StateMachine _machine = StateMachine.Parse(definition);
    private readonly ArrayBufferWriter<byte> _history = new(1 << 20);

    /// <summary>Runs batches for a period. The executions of a batch are interleaved.</summary>
    public InterpreterSpeed Measure(int batch, TimeSpan duration)
    {
        var executions = new (Execution Execution, ExecutionEvent? Next)[batch];
        var done = 0L;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var processor = ProcessCost.Now().Processor;
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < duration)
        {
            for (var i = 0; i < batch; i++)
            {
                executions[i] = (Create(), ExecutionEvent.Begin.Instance);
            }

            for (var running = batch; running > 0;)
            {
                running = TakeTurn(executions);
            }

            done += batch;
        }

        var elapsed = Stopwatch.GetElapsedTime(began);
        return new InterpreterSpeed(
            done / elapsed.TotalSeconds,
            done / (ProcessCost.Now().Processor - processor).TotalSeconds,
            (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)done
        );
    }

    /// <summary>Gives each execution its next event.</summary>
    /// <returns>The number of executions that are not finished.</returns>
    private int TakeTurn((Execution Execution, ExecutionEvent? Next)[] executions)
    {
        var running = 0;
        foreach (ref var slot in executions.AsSpan())
        {
            if (slot.Next is not { } executionEvent)
            {
                continue;
            }

            var decision = Interpreter.Decide(slot.Execution, executionEvent, Now);
            if (writesHistory)
            {
                foreach (var entry in decision.Events)
                {
                    entry.WriteTo(_history);
                }
            }

            slot = (decision.Execution, null);
            foreach (var effect in decision.Effects)
            {
                if (effect is Effect.InvokeTask task)
                {
                    slot.Next = new ExecutionEvent.TaskSucceeded(task.TaskId, Results[task.StateName]);
                }
            }

            running += slot.Next is null ? 0 : 1;
        }

        _history.ResetWrittenCount();
        return running;
    }

    private Execution Create() =>
        Execution.Create(
            _machine,
            new ExecutionStart
            {
                ExecutionArn = "arn:aws:states:us-east-1:000000000000:execution:five-states:order-1",
                Name = "order-1",
                Input = JsonValue.Parse("""{"id":"order-1","attempt":1,"message":"A croissant"}"""),
                StartTime = Now,
                StateMachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:five-states",
                StateMachineName = "five-states",
            }
        );
}
