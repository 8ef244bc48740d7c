using PromptToImage.StatesLanguage.History;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.States;

public sealed class FailAndSucceedTests
{
    [Theory]
    [InlineData(""" "Error": "E", "Cause": "because" """, "E", "because")]
    [InlineData(
        """ "ErrorPath": "$.error.Error", "CausePath": "States.JsonToString($.error)" """,
        "Boom",
        """{"Error":"Boom","Cause":"it broke"}"""
    )]
    [InlineData(""" "CausePath": "States.Format('{}!', $.error.Cause)" """, null, "it broke!")]
    [InlineData(""" "Comment": "silent" """, null, null)]
    public void A_Fail_state_ends_the_execution_with_its_error(string fields, string? error, string? cause)
    {
        var run = Runs.Run(
            $$$"""{"StartAt": "F", "States": {"F": {"Type": "Fail",  {{{fields}}} } }}""",
            """{"error": {"Error": "Boom", "Cause": "it broke"}}"""
        );

        Assert.Equal("ExecutionStarted FailStateEntered ExecutionFailed", run.Types());
        Assert.Equal(new HistoryDetails.Failed(error, cause), run.Detail<HistoryDetails.Failed>(HistoryEventType.ExecutionFailed));
        Assert.Equal((ExecutionStatus.Failed, error, cause), (run.Execution.Status, run.Execution.Error, run.Execution.Cause));
    }

    [Fact]
    public void The_paths_of_a_Succeed_state_give_the_output()
    {
        var run = Runs.Run(
            """{"StartAt": "S", "States": {"S": {"Type": "Succeed", "InputPath": "$.a", "OutputPath": "$.b"}}}""",
            """{"a": {"b": 7}}"""
        );

        Assert.Equal("ExecutionStarted SucceedStateEntered SucceedStateExited ExecutionSucceeded", run.Types());
        Assert.Equal("7", run.Execution.Output!.ToJson());
    }
}
