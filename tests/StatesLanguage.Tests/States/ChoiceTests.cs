using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.States;

/// <remarks>The recorded executions test all operators and types. These tests are about the other rules.</remarks>
public sealed class ChoiceTests
{
    [Theory]
    [InlineData(""" "Variable": "$.n", "NumericEquals": 3 """, "Yes")]
    [InlineData(""" "Variable": "$.n", "NumericEquals": 3.0 """, "Yes")]
    [InlineData(""" "Variable": "$.n", "NumericLessThanPath": "$.m" """, "Yes")]
    [InlineData(""" "Variable": "$.s", "NumericEquals": 3 """, "No")]
    [InlineData(""" "Variable": "$.s", "StringLessThan": "b" """, "Yes")]
    [InlineData(""" "Variable": "$.s", "StringEqualsPath": "$.s" """, "Yes")]
    [InlineData(""" "Variable": "$.s", "StringMatches": "a*\\*e" """, "Yes")]
    [InlineData(""" "Variable": "$.b", "BooleanEquals": true """, "Yes")]
    [InlineData(""" "Variable": "$.b", "BooleanEqualsPath": "$.n" """, "No")]
    [InlineData(""" "Variable": "$.t", "TimestampGreaterThan": "2026-01-01T00:00:00+01:00" """, "Yes")]
    [InlineData(""" "Variable": "$.t", "IsTimestamp": true """, "Yes")]
    [InlineData(""" "Variable": "$.s", "IsTimestamp": false """, "Yes")]
    [InlineData(""" "Variable": "$.nothing", "IsNull": true """, "Yes")]
    [InlineData(""" "Variable": "$.absent", "IsPresent": false """, "Yes")]
    [InlineData(""" "Variable": "$.nothing", "IsPresent": true """, "Yes")]
    [InlineData(""" "Not": {"Variable": "$.b", "BooleanEquals": true} """, "No")]
    [InlineData(""" "And": [{"Variable": "$.absent", "IsPresent": true}, {"Variable": "$.absent", "NumericEquals": 1}] """, "No")]
    [InlineData(""" "Or": [{"Variable": "$.b", "BooleanEquals": true}, {"Variable": "$.absent", "NumericEquals": 1}] """, "Yes")]
    [InlineData(""" "Variable": "$$.Execution.Name", "StringEquals": "run" """, "Yes")]
    public void The_first_rule_that_holds_decides_the_next_state(string rule, string next)
    {
        var run = Runs.Run(
            $$$"""
            {"StartAt": "C", "States": {
              "C": {"Type": "Choice", "Choices": [{ {{{rule}}}, "Next": "Yes"}], "Default": "No"},
              "Yes": {"Type": "Pass", "Result": "Yes", "End": true},
              "No": {"Type": "Pass", "Result": "No", "End": true} }}
            """,
            """{"n": 3, "m": 3.5, "s": "ab*e", "b": true, "t": "2026-01-01T00:00:00Z", "nothing": null}"""
        );

        Assert.Equal($"\"{next}\"", run.Execution.Output!.ToJson());
    }

    [Fact]
    public void A_variable_without_a_value_is_an_error_for_every_operator_but_IsPresent()
    {
        var run = Runs.Run(
            """
            {"StartAt": "C", "States": {
              "C": {"Type": "Choice", "Choices": [{"Variable": "$.absent", "NumericEquals": 1, "Next": "Yes"}], "Default": "Yes"},
              "Yes": {"Type": "Pass", "End": true}}}
            """
        );

        Assert.Equal("States.Runtime", run.Execution.Error);
        Assert.Equal(
            "An error occurred while executing the state 'C' (entered at the event id #2). Invalid path '$.absent': The choice state's condition path references an invalid value.",
            run.Execution.Cause
        );
    }

    [Fact]
    public void Without_a_rule_that_holds_and_a_default_the_error_is_NoChoiceMatched()
    {
        var run = Runs.Run(
            """
            {"StartAt": "C", "States": {
              "C": {"Type": "Choice", "Choices": [{"Variable": "$.a", "NumericEquals": 1, "Next": "Yes"}]},
              "Yes": {"Type": "Pass", "End": true}}}
            """,
            """{"a": 2}"""
        );

        Assert.Equal("States.NoChoiceMatched", run.Execution.Error);
        Assert.Equal("ExecutionStarted ChoiceStateEntered ExecutionFailed", run.Types());
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("abc", "a*c", true)]
    [InlineData("abc", "*", true)]
    [InlineData("abc", "*b", false)]
    [InlineData("a*c", "a\\*c", true)]
    [InlineData("abc", "a\\*c", false)]
    [InlineData("a\\c", "a\\\\c", true)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "*a*a*a*a*a*a*a*a*c", false)]
    public void A_wildcard_matches_any_characters(string text, string pattern, bool matches) =>
        Assert.Equal(matches, Choices.Wildcard.Matches(text, pattern));
}
