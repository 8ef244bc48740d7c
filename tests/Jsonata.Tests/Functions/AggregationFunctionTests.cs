namespace PromptToImage.Jsonata.Tests.Functions;

/// <summary>Aggregation functions: https://docs.jsonata.org/aggregation-functions.</summary>
public sealed class AggregationFunctionTests
{
    [Theory]
    [InlineData("$sum([1, 2, 3])", "6")]
    [InlineData("$sum(5)", "5")]
    [InlineData("$sum([])", "0")]
    [InlineData("$sum(missing)", "undefined")]
    [InlineData("$sum(account.orders.products.price)", "160")]
    public void Sum_adds_numbers(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("$max([1, 3, 2])", "3")]
    [InlineData("$max(5)", "5")]
    [InlineData("$max([])", "undefined")]
    [InlineData("$max(missing)", "undefined")]
    public void Max_finds_the_largest_number(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("$min([2, 1, 3])", "1")]
    [InlineData("$min(5)", "5")]
    [InlineData("$min([])", "undefined")]
    [InlineData("$min(missing)", "undefined")]
    public void Min_finds_the_smallest_number(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("$average([1, 2, 6])", "3")]
    [InlineData("$average(5)", "5")]
    [InlineData("$average([])", "undefined")]
    [InlineData("$average(missing)", "undefined")]
    public void Average_divides_the_sum_by_the_number_of_items(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("$count([1, 'a', null])", "3")]
    [InlineData("$count(5)", "1")]
    [InlineData("$count([])", "0")]
    [InlineData("$count(missing)", "0")]
    public void Count_counts_items(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("$sum(['a'])", "T0412")]
    [InlineData("$sum('a')", "T0412")]
    [InlineData("$max(['a'])", "T0412")]
    [InlineData("$min([null])", "T0412")]
    [InlineData("$average([true])", "T0412")]
    [InlineData("$count()", "T0410")]
    [InlineData("$count(1, 2)", "T0410")]
    public void Only_numbers_can_be_aggregated(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, Orders.Document).Code);
}
