using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.States;

/// <summary>The memory that a Map allocates is proportional to the number of its items.</summary>
public sealed class MapAllocationTests
{
    private const double MaxGrowth = 2.2;

    [Theory]
    [InlineData("DISTRIBUTED", 10_000)]
    [InlineData("INLINE", 2_500)]
    public void Twice_the_items_allocate_at_most_about_twice_the_memory(string mode, int most)
    {
        var machine = StateMachine.Parse(
            Machines.Only(
                $$$"""
                "Type": "Map", "ItemProcessor": {"ProcessorConfig": {"Mode": "{{{mode}}}", "ExecutionType": "STANDARD"},
                  "StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:0:function:t", "TimeoutSeconds": 60, "End": true} }}
                """
            )
        );
        Allocated(machine, 100);

        var before = Allocated(machine, most / 40);
        for (var items = most / 20; items <= most; items *= 2)
        {
            var after = Allocated(machine, items);
            Assert.True(after < MaxGrowth * before, $"{items} items allocate {after:N0} bytes, half as many {before:N0}");
            before = after;
        }
    }

    /// <returns>The bytes that the decisions allocate. The tasks succeed in the order of their start.</returns>
    private static long Allocated(StateMachine machine, int items)
    {
        var start = VirtualRun.Start(JsonArray.From(Enumerable.Range(0, items).Select(i => JsonValue.From(i))));
        var open = new Queue<Effect.InvokeTask>();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var execution = Decide(Execution.Create(machine, start), ExecutionEvent.Begin.Instance);
        while (open.TryDequeue(out var task))
        {
            execution = Decide(execution, new ExecutionEvent.TaskSucceeded(task.TaskId, task.Parameters));
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.Equal(start.Input, execution.Output);
        return allocated;

        Execution Decide(Execution from, ExecutionEvent e)
        {
            var decision = Interpreter.Decide(from, e, VirtualRun.Morning);
            foreach (var effect in decision.Effects)
            {
                if (effect is Effect.InvokeTask task)
                {
                    open.Enqueue(task);
                }
            }

            return decision.Execution;
        }
    }
}
