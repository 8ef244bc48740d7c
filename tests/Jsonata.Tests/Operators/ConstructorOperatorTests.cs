namespace PromptToImage.Jsonata.Tests.Operators;

/// <summary>Array and object constructors, and grouping: https://docs.jsonata.org/construction.</summary>
public sealed class ConstructorOperatorTests
{
    [Theory]
    [InlineData("[]", "[]")]
    [InlineData("[1, 'a', null]", """[1,"a",null]""")]
    [InlineData("[[1], [2]]", "[[1],[2]]")]
    [InlineData("[missing, 1]", "[1]")]
    [InlineData("[account.orders.id, 'x']", """["o1","o2","x"]""")]
    public void Square_brackets_make_an_array(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("{'a': 1, 'b': [2]}", """{"a":1,"b":[2]}""")]
    [InlineData("{'a': missing}", "{}")]
    [InlineData("{account.name: 1}", """{"Acme":1}""")]
    [InlineData("account.orders.{id: $count(products)}", """[{"o1":2},{"o2":1}]""")]
    public void Braces_make_an_object(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("account.orders.products{name: price}", """{"hat":10,"coat":100,"shoe":50}""")]
    [InlineData("account.orders.products{tags ? 'tagged' : 'plain': $sum(price)}", """{"tagged":60,"plain":100}""")]
    [InlineData("account.orders.products{'q' & quantity: name[]}", """{"q2":["hat"],"q1":["coat"],"q4":["shoe"]}""")]
    [InlineData("missing{'a': 1}", """{"a":1}""")]
    public void Braces_after_a_path_group_its_items_by_key(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("{1: 2}", "T1003")]
    [InlineData("{account.orders: 1}", "T1003")]
    [InlineData("{'a': 1, 'a': 2}", "D1009")]
    [InlineData("account.orders{id: 1}{id: 2}", "S0210")]
    [InlineData("account.orders{$count(products): 1}", "T1003")]
    public void A_key_must_be_a_text_and_occur_once(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, Orders.Document).Code);
}
