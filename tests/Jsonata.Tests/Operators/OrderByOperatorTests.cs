namespace PromptToImage.Jsonata.Tests.Operators;

/// <summary>The order-by operator: https://docs.jsonata.org/path-operators.</summary>
public sealed class OrderByOperatorTests
{
    [Theory]
    [InlineData("account.orders.products^(price).name", """["hat","shoe","coat"]""")]
    [InlineData("account.orders.products^(>price).name", """["coat","shoe","hat"]""")]
    [InlineData("account.orders.products^(<name).name", """["coat","hat","shoe"]""")]
    [InlineData("[3, 1, 2]^($)", "[1,2,3]")]
    public void A_caret_sorts_by_an_expression(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("[{'a': 1, 'b': 1}, {'a': 1, 'b': 2}, {'a': 0, 'b': 3}]^(a, >b).b", "[3,2,1]")]
    public void Several_expressions_sort_equal_items(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("[{'a': 2}, {'b': 1}, {'a': 1}, {'b': 0}]^(a)", """[{"a":1},{"a":2},{"b":1},{"b":0}]""")]
    [InlineData("missing^(a)", "undefined")]
    public void Items_without_the_value_come_last_and_keep_their_order(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("[1, 'a']^($)", "T2007")]
    [InlineData("[true, false]^($)", "T2008")]
    [InlineData("[{'a': {}}, {'a': 1}]^(a)", "T2008")]
    public void Values_must_be_all_numbers_or_all_texts(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, Orders.Document).Code);
}
