namespace PromptToImage.Jsonata.Tests.Functions;

/// <summary>Higher-order functions: https://docs.jsonata.org/higher-order-functions.</summary>
public sealed class HigherOrderFunctionTests
{
    [Theory]
    [InlineData("$map([1, 2], function($v) { $v * 2 })", "[2,4]")]
    [InlineData("$map([1, 2], function($v, $i) { $v * $i })", "[0,2]")]
    [InlineData("$map([1, 2], function($v, $i, $a) { $count($a) })", "[2,2]")]
    [InlineData("$map(['1', '2'], $number)", "[1,2]")]
    [InlineData("$map([1], $string)", "\"1\"")]
    [InlineData("$map([], $string)", "undefined")]
    [InlineData("$map(missing, $string)", "undefined")]
    [InlineData("$map(5, $string)", "\"5\"")]
    [InlineData("$map([1, 2], function($v) { missing })", "undefined")]
    public void Map_applies_a_function_to_each_item(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$filter([1, 2, 3], function($v) { $v > 1 })", "[2,3]")]
    [InlineData("$filter([1, 2, 3], function($v, $i, $a) { $i = $count($a) - 1 })", "3")]
    [InlineData("$filter([1], function($v) { false })", "undefined")]
    [InlineData("$filter([], $boolean)", "undefined")]
    [InlineData("$filter(missing, $boolean)", "undefined")]
    public void Filter_keeps_items(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$single([1, 2, 3], function($v) { $v = 2 })", "2")]
    [InlineData("$single([5])", "5")]
    [InlineData("$single(missing)", "undefined")]
    public void Single_finds_the_only_item(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$reduce([1, 2, 3], function($a, $b) { $a + $b })", "6")]
    [InlineData("$reduce([1, 2, 3], function($a, $b) { $a + $b }, 10)", "16")]
    [InlineData("$reduce([5], function($a, $b) { $a + $b })", "5")]
    [InlineData("$reduce([], function($a, $b) { $a + $b })", "undefined")]
    [InlineData("$reduce([], function($a, $b) { $a + $b }, 1)", "1")]
    [InlineData("$reduce(missing, function($a, $b) { $a + $b })", "undefined")]
    [InlineData("$reduce([1, 2], function($a, $b, $i, $all) { $a & $i & $count($all) })", "\"112\"")]
    public void Reduce_combines_the_items(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$map([1], 5)", "T0410")]
    [InlineData("$map([1])", "T0410")]
    [InlineData("$filter([1], 5)", "T0410")]
    [InlineData("$single([1, 2], function($v) { true })", "D3138")]
    [InlineData("$single([1, 2], function($v) { false })", "D3139")]
    [InlineData("$single([])", "D3139")]
    [InlineData("$reduce([1, 2], function($a) { $a })", "D3050")]
    [InlineData("$reduce([1, 2], 5)", "T0410")]
    public void Wrong_arguments_are_errors(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, "{}").Code);
}
