namespace PromptToImage.Jsonata.Tests.Operators;

/// <summary>Paths, and how results of several steps become one sequence: https://docs.jsonata.org/path-operators.</summary>
public sealed class PathOperatorTests
{
    [Theory]
    [InlineData("account.name", "\"Acme\"")]
    [InlineData("`first name`", "\"Ann\"")]
    [InlineData("'first name'", "\"first name\"")]
    [InlineData("account.missing", "undefined")]
    [InlineData("missing.name", "undefined")]
    public void A_name_selects_the_property_of_that_name(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("account.orders.id", """["o1","o2"]""")]
    [InlineData("account.orders.products.name", """["hat","coat","shoe"]""")]
    [InlineData("account.orders.products.tags", """["red","blue","red"]""")]
    public void A_step_into_an_array_collects_the_results_of_all_its_items(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("account.orders[0].id", "\"o1\"")]
    [InlineData("account.orders.products[name='hat'].price", "10")]
    public void A_sequence_of_one_item_is_that_item(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("account.orders[0].id[]", """["o1"]""")]
    [InlineData("account.name[]", """["Acme"]""")]
    [InlineData("missing[]", "undefined")]
    public void Empty_brackets_keep_an_array_of_one_item(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("account.empty.name", "undefined")]
    public void A_step_into_an_empty_array_gives_undefined(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("account.orders.(id & '!')", """["o1!","o2!"]""")]
    [InlineData("account.orders.products.(price * quantity)", "[20,100,200]")]
    [InlineData("account.orders.$count(products)", "[2,1]")]
    [InlineData("account.orders.[id]", """[["o1"],["o2"]]""")]
    [InlineData("account.orders.{'id': id}", """[{"id":"o1"},{"id":"o2"}]""")]
    public void A_step_can_be_any_expression(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("account.orders[0].products.tags.$", """["red","blue"]""")]
    [InlineData("[1, 2].($ * 2)", "[2,4]")]
    [InlineData("account.orders.($$.account.name & id)", """["Acmeo1","Acmeo2"]""")]
    public void The_dollar_sign_is_the_context_and_two_dollar_signs_are_the_input(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("account.1", "S0213")]
    [InlineData("1.name", "S0213")]
    public void A_number_cannot_be_a_step(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, Orders.Document).Code);
}
