using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.History;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.States;

public sealed class MapTests
{
    private const string Processor =
        """ "ItemProcessor": {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:0:function:t", "End": true}}} """;

    [Fact]
    public void The_processor_runs_for_each_item()
    {
        var run = Runs.Run(
            Machines.Only(
                $$$""" "Type": "Map", "ItemsPath": "$.items", "ItemSelector": {"i.$": "$$.Map.Item.Index", "v.$": "$$.Map.Item.Value", "a.$": "$.a"}, {{{Processor}}} """
            ),
            """{"a": 1, "items": ["x", "y"]}"""
        );

        Assert.Equal("""[{"i":0,"v":"x","a":1},{"i":1,"v":"y","a":1}]""", run.Execution.Output!.ToJson());
    }

    [Fact]
    public void At_most_MaxConcurrency_iterations_run_at_the_same_time()
    {
        var run = Runs.Run(Machines.Only($""" "Type": "Map", "MaxConcurrency": 2, {Processor} """), "[1, 2, 3, 4, 5]");

        int open = 0,
            most = 0;
        foreach (var e in run.History)
        {
            if (e.Type == HistoryEventType.MapIterationStarted)
            {
                most = Math.Max(most, ++open);
            }

            if (e.Type == HistoryEventType.MapIterationSucceeded)
            {
                open--;
            }
        }
        Assert.Equal(2, most);
        Assert.Equal("[1,2,3,4,5]", run.Execution.Output!.ToJson());
    }

    [Fact]
    public void At_most_forty_inline_iterations_run_at_the_same_time()
    {
        var machine = StateMachine.Parse(Machines.Only($""" "Type": "Map", {Processor} """));
        var start = VirtualRun.Start(JsonValue.Parse("[" + string.Join(',', Enumerable.Range(0, 100)) + "]"));

        var begun = Interpreter.Decide(Execution.Create(machine, start), ExecutionEvent.Begin.Instance, VirtualRun.Morning);

        Assert.Equal(40, begun.Effects.OfType<Effect.InvokeTask>().Count());
    }

    [Fact]
    public void Without_items_the_output_is_an_empty_array()
    {
        var run = Runs.Run(Machines.Only($""" "Type": "Map", {Processor} """), "[]");

        Assert.Equal("ExecutionStarted MapStateEntered MapStateStarted MapStateSucceeded MapStateExited ExecutionSucceeded", run.Types());
        Assert.Equal("[]", run.Execution.Output!.ToJson());
    }

    [Theory]
    [InlineData("""{"items": 3}""", "Reference path \"$.items\" must point to array.")]
    [InlineData("""{"items": {}}""", "Reference path \"$.items\" must point to array.")]
    [InlineData("{}", "Invalid path '$.items' : No results for path: $['items']")]
    public void Items_that_are_not_an_array_fail_the_execution(string input, string cause)
    {
        var run = Runs.Run(Machines.Only($""" "Type": "Map", "ItemsPath": "$.items", {Processor} """), input);

        Assert.Equal($"An error occurred while executing the state 'S' (entered at the event id #2). {cause}", run.Execution.Cause);
    }

    [Fact]
    public void A_failed_item_fails_the_Map_and_aborts_the_others()
    {
        var run = Runs.Run(
            Machines.Only($""" "Type": "Map", {Processor} """),
            "[1, 2]",
            () =>
                new ScriptedWorld().On(
                    "T",
                    t => t.Parameters.ToJson() == "1" ? [(TimeSpan.Zero, new ExecutionEvent.TaskFailed(t.TaskId, "Boom", null))] : []
                )
        );

        Assert.EndsWith(
            "LambdaFunctionFailed MapIterationFailed TaskStateAborted MapIterationAborted TaskStateAborted MapStateFailed ExecutionFailed",
            run.Types(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_error_of_the_item_selector_fails_the_iteration()
    {
        var run = Runs.Run(
            Machines.Only($$$""" "Type": "Map", "ItemsPath": "$.items", "ItemSelector": {"x.$": "$.absent"}, {{{Processor}}} """),
            """{"items": [1]}"""
        );

        Assert.EndsWith(
            "MapStateStarted MapIterationStarted MapIterationFailed MapStateFailed ExecutionFailed",
            run.Types(),
            StringComparison.Ordinal
        );
        Assert.Equal("States.Runtime", run.Execution.Error);
    }

    [Fact]
    public void The_deprecated_fields_Iterator_and_Parameters_work()
    {
        var run = Runs.Run(
            Machines.Only(
                """ "Type": "Map", "Parameters": {"v.$": "$$.Map.Item.Value"}, "Iterator": {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}} """
            ),
            "[1]"
        );

        Assert.Equal("""[{"v":1}]""", run.Execution.Output!.ToJson());
    }

    [Theory]
    [InlineData("0", ExecutionStatus.Failed)]
    [InlineData("49", ExecutionStatus.Failed)]
    [InlineData("50", ExecutionStatus.Succeeded)]
    public void A_distributed_Map_succeeds_with_the_failures_that_it_tolerates(string percentage, ExecutionStatus status)
    {
        var run = Runs.Run(
            Machines.Only(
                $$$"""
                "Type": "Map", "ToleratedFailurePercentage": {{{percentage}}}, "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                  "StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:0:function:t", "End": true} }}
                """
            ),
            "[1, 2]",
            () =>
                new ScriptedWorld().On(
                    "T",
                    t =>
                        [
                            (
                                TimeSpan.Zero,
                                t.Parameters.ToJson() == "1"
                                    ? new ExecutionEvent.TaskFailed(t.TaskId, "Boom", null)
                                    : new ExecutionEvent.TaskSucceeded(t.TaskId, t.Parameters)
                            ),
                        ]
                )
        );

        Assert.Equal(status, run.Execution.Status);
        if (status == ExecutionStatus.Succeeded)
        {
            Assert.Equal("[2]", run.Execution.Output!.ToJson());
        }
        else
        {
            Assert.Equal("States.ExceedToleratedFailureThreshold", run.Execution.Error);
        }

        Assert.DoesNotContain("LambdaFunction", run.Types(), StringComparison.Ordinal);
    }
}
