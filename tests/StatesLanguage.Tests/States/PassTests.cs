using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.States;

public sealed class PassTests
{
    [Theory]
    [InlineData(""" "Comment": "nothing" """, """{"a":1}""")]
    [InlineData(""" "Result": {"b": 2} """, """{"b":2}""")]
    [InlineData(""" "Result": {"b": 2}, "ResultPath": "$.c" """, """{"a":1,"c":{"b":2}}""")]
    [InlineData(""" "Result": 3, "ResultPath": null """, """{"a":1}""")]
    [InlineData(""" "Parameters": {"x.$": "$.a", "y": "$.a"} """, """{"x":1,"y":"$.a"}""")]
    [InlineData(""" "InputPath": "$.a" """, "1")]
    [InlineData(""" "InputPath": null """, "{}")]
    [InlineData(""" "OutputPath": null """, "{}")]
    [InlineData(""" "InputPath": "$.a", "ResultPath": "$.d.e" """, """{"a":1,"d":{"e":1}}""")]
    public void The_result_is_written_into_the_input(string fields, string output) =>
        Assert.Equal(output, Runs.Run(Machines.Pass(fields), """{"a": 1}""").Execution.Output!.ToJson());

    [Fact]
    public void Result_is_not_a_template() =>
        Assert.Equal("""{"x.$":"$.a"}""", Runs.Run(Machines.Pass(""" "Result": {"x.$": "$.a"} """)).Execution.Output!.ToJson());
}
