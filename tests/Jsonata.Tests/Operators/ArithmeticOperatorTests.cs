namespace PromptToImage.Jsonata.Tests.Operators;

/// <summary>Numeric operators and ranges: https://docs.jsonata.org/numeric-operators.</summary>
public sealed class ArithmeticOperatorTests
{
    [Theory]
    [InlineData("5 + 2", "7")]
    [InlineData("5 - 2", "3")]
    [InlineData("5 * 2", "10")]
    [InlineData("5 / 2", "2.5")]
    [InlineData("5 % 2", "1")]
    [InlineData("-5 % 2", "-1")]
    [InlineData("5 - -2", "7")]
    [InlineData("1 / 3", "0.3333333333333333")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    public void Numbers_are_added_subtracted_multiplied_and_divided(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("2 + 3 * 4", "14")]
    [InlineData("(2 + 3) * 4", "20")]
    [InlineData("10 - 4 - 3", "3")]
    [InlineData("100 / 10 / 2", "5")]
    public void Multiplication_binds_more_tightly_than_addition(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("missing + 1", "undefined")]
    [InlineData("1 * missing", "undefined")]
    [InlineData("-missing", "undefined")]
    public void An_undefined_operand_gives_undefined(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("[1..5]", "[1,2,3,4,5]")]
    [InlineData("[-2..1]", "[-2,-1,0,1]")]
    [InlineData("[5..1]", "[]")]
    [InlineData("[1..1]", "[1]")]
    [InlineData("[missing..3]", "[]")]
    [InlineData("[1..2, 8..9]", "[1,2,8,9]")]
    [InlineData("[1..3].($ * $)", "[1,4,9]")]
    public void Two_dots_make_a_range_of_integers(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("'a' + 1", "T2001")]
    [InlineData("1 + true", "T2002")]
    [InlineData("1 + {}", "T2002")]
    [InlineData("-'a'", "D1002")]
    [InlineData("1 - null", "T2002")]
    [InlineData("1 / 0 + 1", "D1001")]
    [InlineData("$string(1 / 0)", "D3001")]
    [InlineData("[1.5..3]", "T2003")]
    [InlineData("[1..'a']", "T2004")]
    [InlineData("[0..10000001]", "D2014")]
    public void Other_operands_are_errors(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, "{}").Code);
}
