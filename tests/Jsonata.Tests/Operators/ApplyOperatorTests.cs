namespace PromptToImage.Jsonata.Tests.Operators;

/// <summary>The chain operator and function composition: https://docs.jsonata.org/other-operators#-chain.</summary>
public sealed class ApplyOperatorTests
{
    [Theory]
    [InlineData("'abc' ~> $uppercase()", "\"ABC\"")]
    [InlineData("'abc' ~> $uppercase", "\"ABC\"")]
    [InlineData("'a,b' ~> $split(',') ~> $join('-')", "\"a-b\"")]
    [InlineData("[1, 2] ~> $map(function($x) { $x * 2 })", "[2,4]")]
    [InlineData("missing ~> $uppercase", "undefined")]
    public void A_value_becomes_the_first_argument(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("($f := $trim ~> $uppercase; $f('  a '))", "\"A\"")]
    [InlineData("($f := $substring(?, 1) ~> $uppercase; $f('abc'))", "\"BC\"")]
    public void Two_functions_make_one(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("1 ~> 2", "T2006")]
    [InlineData("'a' ~> missing", "T2006")]
    public void The_right_side_must_be_a_function(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, "{}").Code);
}
