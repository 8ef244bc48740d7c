using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Failures;

/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html</remarks>
public sealed class DataLimitTests
{
    // A string of this many characters is, with its quotes, just as large as data may be.
    private const int Largest = Interpreter.MaxDataBytes - 2;

    [Theory]
    [InlineData(Largest, ExecutionStatus.Succeeded)]
    [InlineData(Largest + 1, ExecutionStatus.Failed)]
    public void A_result_may_have_262144_bytes(int length, ExecutionStatus status)
    {
        var world = new ScriptedWorld().On(
            "S",
            t => [(TimeSpan.Zero, new ExecutionEvent.TaskSucceeded(t.TaskId, JsonValue.Of(new string('a', length))))]
        );
        var run = VirtualRun.Of(StateMachine.Parse(Machines.Task()), JsonObject.Empty, world);

        Assert.Equal(status, run.Execution.Status);
    }

    [Fact]
    public void A_larger_result_fails_its_task_and_can_be_caught()
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
    public void Bytes_count_not_characters()
    {
        var world = new ScriptedWorld().On(
            "S",
            t => [(TimeSpan.Zero, new ExecutionEvent.TaskSucceeded(t.TaskId, JsonValue.Of(new string('é', 140_000))))]
        );

        Assert.Equal(
            "States.DataLimitExceeded",
            VirtualRun.Of(StateMachine.Parse(Machines.Task()), JsonObject.Empty, world).Execution.Error
        );
    }

    [Fact]
    public void A_state_that_puts_together_too_much_fails()
    {
        var half = JsonValue.Of(new string('a', 150_000));
        var run = VirtualRun.Of(
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
}
