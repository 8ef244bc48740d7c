namespace PromptToImage.Jsonata.Tests.Operators;

/// <summary>Filters and positions in square brackets: https://docs.jsonata.org/predicate.</summary>
public sealed class PredicateOperatorTests
{
    [Theory]
    [InlineData("[10, 20, 30][0]", "10")]
    [InlineData("[10, 20, 30][2]", "30")]
    [InlineData("[10, 20, 30][3]", "undefined")]
    [InlineData("[10, 20, 30][1.9]", "20")]
    [InlineData("account.orders[1].id", "\"o2\"")]
    [InlineData("account.name[0]", "\"Acme\"")]
    public void A_number_selects_a_position(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("[10, 20, 30][-1]", "30")]
    [InlineData("[10, 20, 30][-3]", "10")]
    [InlineData("[10, 20, 30][-4]", "undefined")]
    public void A_negative_number_counts_from_the_end(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("[10, 20, 30][[0, 2]]", "[10,30]")]
    [InlineData("[10, 20, 30][[0..1]]", "[10,20]")]
    [InlineData("[10, 20, 30][[5]]", "undefined")]
    public void Numbers_in_an_array_select_several_positions(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("account.orders.products[price > 20].name", """["coat","shoe"]""")]
    [InlineData("account.orders.products[tags].name", """["hat","shoe"]""")]
    [InlineData("[1, 2, 3][$ > 5]", "undefined")]
    [InlineData("account.orders[id='o2'].products.name", "\"shoe\"")]
    [InlineData("missing[a=1]", "undefined")]
    public void Another_value_keeps_the_items_for_which_it_is_true(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("account.orders.products[0].name", """["hat","shoe"]""")]
    [InlineData("(account.orders.products)[0].name", "\"hat\"")]
    public void A_position_applies_to_the_step_before_it_and_parentheses_extend_it(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("(account){'a': 1}[0]", "S0209")]
    public void A_predicate_cannot_follow_a_grouping(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, Orders.Document).Code);
}
