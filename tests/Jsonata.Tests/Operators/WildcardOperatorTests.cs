namespace PromptToImage.Jsonata.Tests.Operators;

/// <summary>The wildcards * and **, and the parent %: https://docs.jsonata.org/path-operators.</summary>
public sealed class WildcardOperatorTests
{
    [Theory]
    [InlineData("account.orders[0].products[0].*", """["hat",10,2,"red","blue"]""")]
    [InlineData("{'a': 1, 'b': [2, 3]}.*", "[1,2,3]")]
    [InlineData("{}.*", "undefined")]
    [InlineData("missing.*", "undefined")]
    public void An_asterisk_selects_all_properties(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("account.**.name", """["Acme","hat","coat","shoe"]""")]
    [InlineData("**.price", "[10,100,50]")]
    [InlineData("**.missing", "undefined")]
    [InlineData("{'a': {'b': 1}}.**", """[{"a":{"b":1}},{"b":1},1]""")]
    public void Two_asterisks_select_all_descendants(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData(
        "account.orders.products.{'name': name, 'order': %.id}",
        """[{"name":"hat","order":"o1"},{"name":"coat","order":"o1"},{"name":"shoe","order":"o2"}]"""
    )]
    [InlineData("account.orders.products[%.id = 'o2'].name", "\"shoe\"")]
    [InlineData("account.orders.products.tags.(%.%.id & $)", """["o1red","o1blue","o2red"]""")]
    public void A_percent_sign_is_the_parent_of_the_context(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("%", "S0217")]
    [InlineData("account.(%.%)", "S0217")]
    public void A_parent_must_exist_in_the_expression(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, Orders.Document).Code);
}
