namespace PromptToImage.Jsonata.Tests.Operators;

/// <summary>The conditional operator: https://docs.jsonata.org/other-operators#--conditional.</summary>
public sealed class ConditionOperatorTests
{
    [Theory]
    [InlineData("true ? 1 : 2", "1")]
    [InlineData("false ? 1 : 2", "2")]
    [InlineData("missing ? 1 : 2", "2")]
    [InlineData("true ? 1 : $error('x')", "1")]
    public void A_condition_selects_one_of_two_expressions(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("true ? 1", "1")]
    [InlineData("false ? 1", "undefined")]
    public void Without_the_second_expression_a_false_condition_gives_undefined(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("false ? 1 : true ? 2 : 3", "2")]
    [InlineData("true ? false ? 1 : 2 : 3", "2")]
    public void Conditions_nest_to_the_right(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("true ? : 1", "S0211")]
    [InlineData("true ? 1 :", "S0207")]
    public void A_condition_needs_an_expression(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, "{}").Code);
}
