using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Failures;

/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html</remarks>
public sealed class DataLimitTests
{
    // A string of this many characters has, with its quotes, the largest allowed size.
    private const int Largest = Interpreter.MaxDataBytes - 2;

    // 41 variables of this size have less than 10 MiB, 42 more.
    private static readonly JsonValue Large = JsonValue.From(new string('a', 250_000));

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

    [Theory]
    [InlineData(41, null)]
    [InlineData(42, "States.DataLimitExceeded")]
    public void All_variables_together_can_have_10_MiB(int variables, string? error) =>
        Assert.Equal(error, RunWithLargeInput(Assigning("v", variables)).Execution.Error);

    [Fact]
    public void A_variable_that_is_assigned_again_counts_once() =>
        Assert.Null(RunWithLargeInput(Assigning("v", 100, names: 10)).Execution.Error);

    [Theory]
    [InlineData(20, null)]
    [InlineData(30, "States.DataLimitExceeded")]
    public void The_variables_of_branches_count_together_while_the_branches_run(int variables, string? error)
    {
        // Each branch waits before it ends, so that the variables of both are in scope at the same time.
        var run = RunWithLargeInput(Flow("P", [Parallel("P", null, Assigning("v", variables), Assigning("w", variables))]));

        Assert.Equal(error, run.Execution.Error);
    }

    [Fact]
    public void The_variables_of_a_branch_that_has_ended_do_not_count() =>
        Assert.Null(
            RunWithLargeInput(Flow("P", [Parallel("P", "Q", Assigning("v", 30)), Parallel("Q", null, Assigning("w", 30))])).Execution.Error
        );

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

    private static VirtualRun RunWithLargeInput(string definition) =>
        VirtualRun.Run(StateMachine.Parse(definition), Large, new ScriptedWorld());

    private static string Flow(string startAt, IEnumerable<string> states) =>
        $$"""{"StartAt": "{{startAt}}", "States": { {{string.Join(", ", states)}} } }""";

    private static string Parallel(string name, string? next, params string[] branches)
    {
        var transition = next is null ? """ "End": true """ : $$""" "Next": "{{next}}" """;
        return $$""" "{{name}}": {"Type": "Parallel", "Branches": [{{string.Join(", ", branches)}}], "ResultPath": null, {{transition}} } """;
    }

    /// <summary>States that assign the input to variables, one after the other, and then wait.</summary>
    private static string Assigning(string prefix, int states, int names = int.MaxValue) =>
        Flow(
            $"{prefix}0",
            Enumerable
                .Range(0, states)
                .Select(i =>
                    $$""" "{{prefix}}{{i}}": {"Type": "Pass", "Assign": {"{{prefix}}{{i % names}}.$": "$"}, "Next": "{{prefix}}{{i + 1}}"} """
                )
                .Append($$""" "{{prefix}}{{states}}": {"Type": "Wait", "Seconds": 1, "End": true} """)
        );
}
