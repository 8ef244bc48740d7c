namespace PromptToImage.Jsonata.Tests.Functions;

/// <summary>Object functions: https://docs.jsonata.org/object-functions.</summary>
public sealed class ObjectFunctionTests
{
    [Theory]
    [InlineData("$keys({'a': 1, 'b': 2})", """["a","b"]""")]
    [InlineData("$keys([{'a': 1}, {'b': 2, 'a': 3}])", """["a","b"]""")]
    [InlineData("$keys({'a': 1})", "\"a\"")]
    [InlineData("$keys({})", "undefined")]
    [InlineData("$keys(missing)", "undefined")]
    [InlineData("$keys('a')", "undefined")]
    public void Keys_lists_the_keys(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$lookup({'a': 1}, 'a')", "1")]
    [InlineData("$lookup([{'a': 1}, {'a': 2}], 'a')", "[1,2]")]
    [InlineData("$lookup({'a': 1}, 'b')", "undefined")]
    [InlineData("$lookup(missing, 'a')", "undefined")]
    public void Lookup_finds_the_value_of_a_key(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$spread({'a': 1, 'b': 2})", """[{"a":1},{"b":2}]""")]
    [InlineData("$spread([{'a': 1}, {'b': 2}])", """[{"a":1},{"b":2}]""")]
    [InlineData("$spread({})", "undefined")]
    [InlineData("$spread(missing)", "undefined")]
    [InlineData("$spread('a')", "\"a\"")]
    public void Spread_makes_an_object_of_each_property(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$merge([{'a': 1}, {'b': 2}])", """{"a":1,"b":2}""")]
    [InlineData("$merge([{'a': 1}, {'a': 2}])", """{"a":2}""")]
    [InlineData("$merge({'a': 1})", """{"a":1}""")]
    [InlineData("$merge([])", "{}")]
    [InlineData("$merge(missing)", "undefined")]
    public void Merge_makes_one_object(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$sift({'a': 1, 'b': 2}, function($v) { $v > 1 })", """{"b":2}""")]
    [InlineData("$sift({'a': 1, 'b': 2}, function($v, $k) { $k = 'a' })", """{"a":1}""")]
    [InlineData("$sift({'a': 1}, function($v) { false })", "undefined")]
    [InlineData("$sift(missing, function($v) { true })", "undefined")]
    public void Sift_keeps_properties(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$each({'a': 1, 'b': 2}, function($v, $k) { $k & $v })", """["a1","b2"]""")]
    [InlineData("$each({'a': 1}, function($v) { $v })", "1")]
    [InlineData("$each({}, function($v) { $v })", "undefined")]
    public void Each_applies_a_function_to_each_property(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$type(1)", "\"number\"")]
    [InlineData("$type('a')", "\"string\"")]
    [InlineData("$type(true)", "\"boolean\"")]
    [InlineData("$type(null)", "\"null\"")]
    [InlineData("$type([])", "\"array\"")]
    [InlineData("$type({})", "\"object\"")]
    [InlineData("$type($sum)", "\"function\"")]
    [InlineData("$type(missing)", "undefined")]
    public void Type_names_the_type(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$assert(true, 'message')", "undefined")]
    public void Assert_gives_undefined_if_its_condition_holds(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$clone({'a': [1]})", """{"a":[1]}""")]
    [InlineData("$clone(missing)", "undefined")]
    public void Clone_copies(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$lookup({'a': 1}, 5)", "T0410")]
    [InlineData("$merge([1])", "T0412")]
    [InlineData("$merge('a')", "T0412")]
    [InlineData("$sift({'a': 1}, 5)", "T0410")]
    [InlineData("$each({'a': 1}, 5)", "T0410")]
    [InlineData("$error('message')", "D3137")]
    [InlineData("$error()", "D3137")]
    [InlineData("$error(5)", "T0410")]
    [InlineData("$assert(false, 'message')", "D3141")]
    [InlineData("$assert(false)", "D3141")]
    [InlineData("$assert('a')", "T0410")]
    [InlineData("$type()", "T0410")]
    [InlineData("$type(1, 2)", "T0410")]
    [InlineData("$keys(1, 2)", "T0410")]
    public void Wrong_arguments_and_failures_are_errors(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, "{}").Code);
}
