namespace PromptToImage.Jsonata.Tests.Operators;

/// <summary>The transform operator: https://docs.jsonata.org/other-operators#-----transform.</summary>
public sealed class TransformOperatorTests
{
    [Theory]
    [InlineData("account.orders[0].products[0] ~> |$|{'price': 20}|", """{"name":"hat","price":20,"quantity":2,"tags":["red","blue"]}""")]
    [InlineData(
        "account.orders[1] ~> |products|{'total': price * quantity}|",
        """{"id":"o2","products":[{"name":"shoe","price":50,"quantity":4,"tags":["red"],"total":200}]}"""
    )]
    [InlineData("($x := {'a': 1}; $x ~> |$|{'a': 2}|; $x)", """{"a":1}""")]
    public void A_transform_changes_a_copy(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("account.orders[1].products ~> |$|{}, 'tags'|", """[{"name":"shoe","price":50,"quantity":4}]""")]
    [InlineData(
        "account.orders[1].products[0] ~> |$|{'new': 1}, ['tags', 'price', 'missing']|",
        """{"name":"shoe","quantity":4,"new":1}"""
    )]
    public void A_transform_deletes_properties(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("($free := |$|{'price': 0}|; $free(account.orders[1].products).price)", "0")]
    [InlineData("missing ~> |$|{'a': 1}|", "undefined")]
    [InlineData("{'a': 1} ~> |missing|{'b': 1}|", """{"a":1}""")]
    public void A_transform_is_a_function(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("{'a': 1} ~> |$|5|", "T2011")]
    [InlineData("{'a': 1} ~> |$|{}, 5|", "T2012")]
    [InlineData("5 ~> |$|{}|", "T0410")]
    public void The_clauses_must_be_an_object_and_texts(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, Orders.Document).Code);
}
