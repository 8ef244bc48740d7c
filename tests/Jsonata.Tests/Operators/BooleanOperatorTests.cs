namespace PromptToImage.Jsonata.Tests.Operators;

/// <summary>Boolean operators, and what counts as true: https://docs.jsonata.org/boolean-operators.</summary>
public sealed class BooleanOperatorTests
{
    [Theory]
    [InlineData("true and true", "true")]
    [InlineData("true and false", "false")]
    [InlineData("missing and true", "false")]
    [InlineData("1 and 'a'", "true")]
    public void And_is_true_if_both_sides_are(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("false or true", "true")]
    [InlineData("false or false", "false")]
    [InlineData("missing or false", "false")]
    [InlineData("missing or 1", "true")]
    public void Or_is_true_if_a_side_is(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("false and $error('x')", "false")]
    [InlineData("true or $error('x')", "true")]
    public void And_and_or_evaluate_their_right_side_only_if_it_counts(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("{'and': 1}.and", "1")]
    [InlineData("{'or': {'in': 2}}.or.in", "2")]
    public void And_or_and_in_are_names_where_a_name_stands(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("'' ? 1 : 2", "2")]
    [InlineData("0 ? 1 : 2", "2")]
    [InlineData("[] ? 1 : 2", "2")]
    [InlineData("[0, ''] ? 1 : 2", "2")]
    [InlineData("[0, 1] ? 1 : 2", "1")]
    [InlineData("{} ? 1 : 2", "2")]
    [InlineData("{'a': 0} ? 1 : 2", "1")]
    [InlineData("null ? 1 : 2", "2")]
    [InlineData("$sum ? 1 : 2", "1")]
    public void Empty_values_and_functions_are_false(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("true and $error('x')", "D3137")]
    [InlineData("false or 1 + 'a'", "T2002")]
    public void Errors_of_an_evaluated_side_are_errors(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, "{}").Code);
}
