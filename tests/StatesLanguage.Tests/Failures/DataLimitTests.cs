using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Failures;

/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html</remarks>
public sealed class DataLimitTests
{
    // A string of this many characters has, with its quotes, the largest allowed size.
    private const int Largest = Interpreter.MaxDataBytes - 2;

    [Theory]
    [InlineData(Largest, ExecutionStatus.Succeeded)]
    [InlineData(Largest + 1, ExecutionStatus.Failed)]
    public void A_result_can_have_262144_bytes(int length, ExecutionStatus status)
    {
        var world = new ScriptedWorld().On(
            "S",
            t => [(TimeSpan.Zero, new ExecutionEvent.TaskSucceeded(t.TaskId, JsonValue.From(new string('a', length))))]
        );
        var run = VirtualRun.Run(StateMachine.Parse(Machines.Task()), JsonObject.Empty, world);

        Assert.Equal(status, run.Execution.Status);
    }

    [Fact]
    public void A_larger_result_fails_its_task_with_an_error_that_can_be_caught()
    {
        var run = Runs.Run(
            Machines.Task(""" "Catch": [{"ErrorEquals": ["States.DataLimitExceeded"], "Next": "Caught"}], """, caught: true),
            "{}",
            () =>
                new ScriptedWorld().On(
                    "S",
                    t => [(TimeSpan.Zero, ExecutionEvent.TaskSucceeded.FromJson(t.TaskId, new string('x', 300_000)))]
                )
        );

        Assert.Equal(
            "The state/task 'arn:aws:lambda:us-east-1:000000000000:function:f' returned a result with a size exceeding the maximum number of bytes service limit.",
            ((JsonString)run.Execution.Output!["Cause"]!).Value
        );
    }

    [Fact]
    public void The_limit_counts_bytes_not_characters()
    {
        var world = new ScriptedWorld().On(
            "S",
            t => [(TimeSpan.Zero, new ExecutionEvent.TaskSucceeded(t.TaskId, JsonValue.From(new string('é', 140_000))))]
        );

        Assert.Equal(
            "States.DataLimitExceeded",
            VirtualRun.Run(StateMachine.Parse(Machines.Task()), JsonObject.Empty, world).Execution.Error
        );
    }

    [Fact]
    public void A_state_that_builds_a_too_large_output_fails()
    {
        var half = JsonValue.From(new string('a', 150_000));
        var run = VirtualRun.Run(
            StateMachine.Parse(Machines.Pass(""" "Parameters": {"a.$": "$", "b.$": "$"} """)),
            half,
            new ScriptedWorld()
        );

        Assert.Equal(
            (
                "States.DataLimitExceeded",
                "The state/task 'S' returned a result with a size exceeding the maximum number of bytes service limit."
            ),
            (run.Execution.Error, run.Execution.Cause)
        );
    }

    [Theory]
    [InlineData("States.Format('ARGUMENTS', VALUES)", "{}")]
    [InlineData("States.JsonToString(States.Array(VALUES))", "")]
    [InlineData("States.Hash(States.Array(VALUES), 'MD5')", "")]
    public void A_function_stops_before_its_result_is_too_large(string call, string placeholder)
    {
        const int Count = 20_000;
        call = call.Replace("ARGUMENTS", string.Concat(Enumerable.Repeat(placeholder, Count)), StringComparison.Ordinal)
            .Replace("VALUES", string.Join(", ", Enumerable.Repeat("$.s", Count)), StringComparison.Ordinal);
        var machine = StateMachine.Parse(Machines.Expression(call));
        var input = JsonObject.From(("s", JsonValue.From(new string('x', 200_000))));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var run = VirtualRun.Run(machine, input, new ScriptedWorld());

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
        Assert.Equal("States.DataLimitExceeded", run.Execution.Error);
    }

    [Fact]
    public void A_template_whose_size_exceeds_an_integer_is_too_large()
    {
        var fields = string.Join(", ", Enumerable.Range(0, 20_000).Select(i => $"\"f{i}.$\": \"$.s\""));
        var machine = StateMachine.Parse(Machines.Pass($"\"Parameters\": {{{fields}}}"));

        var run = VirtualRun.Run(machine, JsonObject.From(("s", JsonValue.From(new string('x', 240_000)))), new ScriptedWorld());

        Assert.Equal("States.DataLimitExceeded", run.Execution.Error);
    }

    [Fact]
    public void An_item_of_a_distributed_Map_that_never_ends_fails_like_an_execution_of_its_own()
    {
        var run = VirtualRun.Run(
            StateMachine.Parse(
                Machines.Only(
                    """
                    "Type": "Map", "ToleratedFailureCount": 1, "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                      "StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Choice", "Default": "A",
                        "Choices": [{"Variable": "$", "NumericEquals": 2, "Next": "C"}]}, "C": {"Type": "Succeed"} }}
                    """
                )
            ),
            JsonValue.Parse("[1, 2]"),
            new ScriptedWorld()
        );

        Assert.Equal("[2]", run.Execution.Output!.ToJson());
    }
}
