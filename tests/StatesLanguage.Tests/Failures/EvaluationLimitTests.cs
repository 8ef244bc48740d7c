using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Failures;

/// <summary>Paths and expressions take a limited number of steps, so a decision ends whatever the definition is.</summary>
public sealed class EvaluationLimitTests
{
    // The work of this filter grows with the third power of the items.
    private const string Cubic = "$.x[?($.x[?($.x[?(@==-1)])])]";
    private const string Distributed = """{"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}""";

    [Fact]
    public void Nested_filters_over_few_items_have_a_value()
    {
        var run = VirtualRun.Run(StateMachine.Parse(Machines.Expression(Cubic)), Numbers(100), new ScriptedWorld());

        Assert.Equal("[]", run.Execution.Output!.ToJson());
    }

    [Theory]
    [InlineData(Cubic)]
    [InlineData("$.x[?($.x[?($.x[?(@ in $.x)])])]")]
    [InlineData("$.x[?($.x[?($.x.sum() == 1)])]")]
    [InlineData("$.x[?($..y[?(@ == 1)])].length()")]
    public void Nested_filters_over_many_items_end_the_execution_with_a_runtime_error(string path)
    {
        var machine = StateMachine.Parse(Machines.Expression(path));
        var run = VirtualRun.Run(machine, Numbers(20_000), new ScriptedWorld());

        Assert.Equal(ExecutionStatus.Failed, run.Execution.Status);
        Assert.Equal("States.Runtime", run.Execution.Error);
        Assert.EndsWith(
            $"The paths and expressions of the execution take more than {Interpreter.MaxEvaluationSteps} steps. "
                + "Nested filters are the usual reason.",
            run.Execution.Cause,
            StringComparison.Ordinal
        );
        Assert.Equal(run.Execution.Cause, Execution.Replay(machine, run.Execution.Start, run.History).Cause);
    }

    [Fact]
    public void All_states_of_an_execution_share_the_limit_also_after_a_replay()
    {
        // Each Task visits a quarter of the limit and a little more, in a decision of its own.
        var machine = StateMachine.Parse(
            """
            {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:0:function:t", "Next": "T2",
              "ResultSelector": {"v.$": "$.x[?($.x[?(@==-1)])]"}, "ResultPath": null}, "T2": {"Type": "Choice", "Default": "T",
              "Choices": [{"Variable": "$", "IsNull": true, "Next": "End"}]}, "End": {"Type": "Succeed"} }}
            """
        );
        var items = (int)Math.Sqrt(Interpreter.MaxEvaluationSteps / 4) + 10;

        var run = VirtualRun.Run(machine, Numbers(items), new ScriptedWorld());

        Assert.Equal("States.Runtime", run.Execution.Error);
        var calls = run.Effects.OfType<Effect.InvokeTask>().Count();
        Assert.InRange(calls, 2, 4);
        var half = run.History.Take(run.History.Count / 2).ToArray();
        var resumed = VirtualRun.Resume(machine, run.Execution.Start, half, new ScriptedWorld());
        Assert.Equal(run.History.Select(e => e.ToJson()), resumed.History.Select(e => e.ToJson()));
    }

    [Fact]
    public void A_redrive_starts_to_count_again()
    {
        var machine = StateMachine.Parse(Machines.Expression(Cubic));
        var failed = VirtualRun.Run(machine, Numbers(1_000), new ScriptedWorld());

        failed.Give(ExecutionEvent.Redrive.Instance);

        Assert.Equal("States.Runtime", failed.Execution.Error);
        Assert.Equal(2, failed.History.Count(e => e.Type == History.HistoryEventType.ExecutionFailed));
        Assert.Equal(Interpreter.MaxEvaluationSteps, failed.Execution.EvaluationSteps);
    }

    [Fact]
    public void The_items_of_a_distributed_Map_have_a_limit_too()
    {
        var run = VirtualRun.Run(
            StateMachine.Parse(
                Machines.Only(
                    $$$"""
                    "Type": "Map", "ItemsPath": "$.y", "ToleratedFailureCount": 1, "ItemSelector": {"x.$": "$.x"},
                      "ItemProcessor": {"ProcessorConfig": {{{Distributed}}}, "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true,
                        "Parameters": {"v.$": "{{{Cubic}}}"} } }}
                    """
                )
            ),
            Numbers(1_000),
            new ScriptedWorld()
        );

        Assert.Equal("[]", run.Execution.Output!.ToJson());
    }

    [Fact]
    public void The_items_of_distributed_Maps_enter_a_limited_number_of_states_together()
    {
        // Each item alone stays within the limit of an execution, and the failures of all are tolerated.
        var machine = StateMachine.Parse(
            Machines.Only(
                $$$"""
                "Type": "Map", "ItemsPath": "$.x", "ItemSelector": {"x.$": "$.x"}, "ToleratedFailurePercentage": 100, "ItemProcessor": {
                  "ProcessorConfig": {{{Distributed}}}, "StartAt": "M", "States": {"M": {"Type": "Map", "ItemsPath": "$.x", "End": true,
                    "ToleratedFailurePercentage": 100, "ItemProcessor": {"ProcessorConfig": {{{Distributed}}}, "StartAt": "A", "States": {
                      "A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "A"} } } } } }
                """
            )
        );

        var run = VirtualRun.Run(machine, Numbers(1_000), new ScriptedWorld());

        Assert.Equal(
            ("States.Runtime", $"The items of the execution's distributed Maps enter more than {Interpreter.MaxItemStates} states."),
            (run.Execution.Error, run.Execution.Cause)
        );
        Assert.Equal(run.Execution.Cause, Execution.Replay(machine, run.Execution.Start, run.History).Cause);
    }

    [Fact]
    public void A_cancelled_decision_throws_and_leaves_the_execution_as_it_is()
    {
        var machine = StateMachine.Parse(Machines.Expression(Cubic));
        var execution = Execution.Create(machine, VirtualRun.Start(Numbers(20_000)));
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() =>
            Interpreter.Decide(execution, ExecutionEvent.Begin.Instance, VirtualRun.Morning, cancellationToken: source.Token)
        );

        Assert.Equal(ExecutionStatus.Running, execution.Status);
        Assert.Equal(0, execution.LastEventId);
    }

    private static JsonObject Numbers(int count) =>
        JsonObject.From(
            ("x", JsonArray.From(Enumerable.Range(0, count).Select(i => JsonValue.From(i % 10)))),
            ("y", JsonArray.From([JsonValue.From(1)]))
        );
}
