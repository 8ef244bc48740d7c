using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Data;

public sealed class ResultPathTests
{
    [Theory]
    [InlineData("$.r", """{"a":{"b":1},"l":[1,2],"r":9}""")]
    [InlineData("$.a", """{"a":9,"l":[1,2]}""")]
    [InlineData("$.a.b", """{"a":{"b":9},"l":[1,2]}""")]
    [InlineData("$.x.y.z", """{"a":{"b":1},"l":[1,2],"x":{"y":{"z":9}}}""")]
    [InlineData("$.l[1]", """{"a":{"b":1},"l":[1,9]}""")]
    [InlineData("$['a']['c d']", """{"a":{"b":1,"c d":9},"l":[1,2]}""")]
    public void The_result_is_written_into_the_input_before_InputPath(string path, string output) =>
        Assert.Equal(
            output,
            Runs.Run(Machines.Pass($""" "InputPath": "$.a", "Result": 9, "ResultPath": "{path}" """), """{"a": {"b": 1}, "l": [1, 2]}""")
                .Execution.Output!.ToJson()
        );

    [Theory]
    [InlineData("$.a.b", """{"a": 1}""")]
    [InlineData("$.a[3]", """{"a": [1]}""")]
    [InlineData("$.a", "[1]")]
    public void A_path_that_does_not_fit_the_input_is_a_ResultPathMatchFailure(string path, string input) =>
        Assert.Equal(
            "States.ResultPathMatchFailure",
            Runs.Run(Machines.Pass($""" "Result": 9, "ResultPath": "{path}" """), input).Execution.Error
        );

    [Fact]
    public void A_catcher_can_handle_a_ResultPathMatchFailure()
    {
        var run = Runs.Run(
            Machines.Task(
                """ "ResultPath": "$.a.b", "Catch": [{"ErrorEquals": ["States.ResultPathMatchFailure"], "Next": "Caught"}], """,
                caught: true
            ),
            """{"a": 1}"""
        );

        Assert.Equal(ExecutionStatus.Succeeded, run.Execution.Status);
    }

    [Fact]
    public void States_that_nest_data_deeper_and_deeper_fail_with_an_error_name()
    {
        var run = VirtualRun.Run(
            StateMachine.Parse(
                """
                {"StartAt": "S", "States": {"S": {"Type": "Pass", "Parameters": {"a.$": "$"}, "Next": "C"},
                  "C": {"Type": "Choice", "Choices": [{"Variable": "$.never", "IsPresent": true, "Next": "E"}], "Default": "S"}, "E": {"Type": "Succeed"}}}
                """
            ),
            JsonObject.Empty,
            new ScriptedWorld()
        );

        Assert.Equal("States.Runtime", run.Execution.Error);
        Assert.Contains("nested deeper than 512", run.Execution.Cause, StringComparison.Ordinal);
    }
}
