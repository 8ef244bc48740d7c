namespace PromptToImage.Jsonata.Tests.Functions;

/// <summary>Array functions: https://docs.jsonata.org/array-functions.</summary>
public sealed class ArrayFunctionTests
{
    [Theory]
    [InlineData("$append([1], [2, 3])", "[1,2,3]")]
    [InlineData("$append(1, 2)", "[1,2]")]
    [InlineData("$append([], [])", "[]")]
    [InlineData("$append([1], missing)", "[1]")]
    [InlineData("$append(missing, [1])", "[1]")]
    [InlineData("$append(missing, missing)", "undefined")]
    public void Append_joins_two_arrays(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$sort([3, 1, 2])", "[1,2,3]")]
    [InlineData("$sort(['b', 'a'])", """["a","b"]""")]
    [InlineData("$sort([3, 1, 2], function($l, $r) { $l < $r })", "[3,2,1]")]
    [InlineData("$sort([])", "[]")]
    [InlineData("$sort(5)", "[5]")]
    [InlineData("$sort(missing)", "undefined")]
    public void Sort_sorts_numbers_and_texts_or_by_a_function(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$reverse([1, 2, 3])", "[3,2,1]")]
    [InlineData("$reverse([])", "[]")]
    [InlineData("$reverse(1)", "[1]")]
    [InlineData("$reverse(missing)", "undefined")]
    public void Reverse_reverses(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$sort($shuffle([1, 2, 3]))", "[1,2,3]")]
    [InlineData("$shuffle([])", "[]")]
    [InlineData("$shuffle([1])", "[1]")]
    [InlineData("$shuffle(missing)", "undefined")]
    public void Shuffle_keeps_the_items(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$distinct([1, 2, 1, '1'])", """[1,2,"1"]""")]
    [InlineData("$distinct([{'a': 1}, {'a': 1}])", """[{"a":1}]""")]
    [InlineData("$distinct([])", "[]")]
    [InlineData("$distinct(1)", "1")]
    [InlineData("$distinct(missing)", "undefined")]
    public void Distinct_removes_repeated_values(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$zip([1, 2], ['a', 'b'])", """[[1,"a"],[2,"b"]]""")]
    [InlineData("$zip([1, 2, 3], ['a'])", """[[1,"a"]]""")]
    [InlineData("$zip([1])", "[[1]]")]
    [InlineData("$zip([])", "[]")]
    [InlineData("$zip(missing, [1])", "[]")]
    public void Zip_combines_the_items_of_each_position(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$append([1])", "T0410")]
    [InlineData("$sort([1, 'a'])", "D3070")]
    [InlineData("$sort([{}, {}])", "D3070")]
    [InlineData("$sort([1], 5)", "T0410")]
    [InlineData("$reverse()", "T0410")]
    [InlineData("$reverse(1, 2)", "T0410")]
    [InlineData("$shuffle()", "T0410")]
    [InlineData("$distinct()", "T0410")]
    public void Wrong_arguments_are_errors(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, "{}").Code);
}
