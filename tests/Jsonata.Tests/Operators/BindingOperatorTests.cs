namespace PromptToImage.Jsonata.Tests.Operators;

/// <summary>The focus variable @, the index variable # and assignment: https://docs.jsonata.org/path-operators.</summary>
public sealed class BindingOperatorTests
{
    [Theory]
    [InlineData("account.orders@$o.products.{'o': $o.id, 'a': name}", "undefined")]
    [InlineData("({'x': 1, 'y': 2}).x@$f{'a': $f, 'b': $}", """{"a":1}""")]
    [InlineData("({'x': 1, 'y': 2}).x@$f{'a': $, 'b': $}", """{"a":{"x":1,"y":2}}""")]
    [InlineData("({'x': [1, 2], 'y': 2}).x@$f{'a': $f, 'b': $.y}", """{"a":[1,2],"b":[2,2]}""")]
    [InlineData("({'x': 1, 'y': 2}).x#$i{'a': $i, 'b': $}", """{"a":0}""")]
    [InlineData("account@$a.orders@$o[$o.id = 'o2'].{'name': $a.name, 'id': $o.id}", "undefined")]
    public void An_at_sign_binds_the_item_and_keeps_the_context(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("account.orders#$i.{'i': $i, 'id': id}", """[{"i":0,"id":"o1"},{"i":1,"id":"o2"}]""")]
    [InlineData("account.orders.products#$i[$i = 1].name", "\"coat\"")]
    [InlineData("missing#$i.{'i': $i}", "undefined")]
    public void A_hash_sign_binds_the_position(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("($x := 5; $x * 2)", "10")]
    [InlineData("$x := 5", "5")]
    [InlineData("($x := 1; ($x := 2); $x)", "1")]
    [InlineData("($x := missing; $x)", "undefined")]
    [InlineData("($a := $b := 3; $a + $b)", "6")]
    [InlineData("$missing", "undefined")]
    public void An_assignment_gives_its_value_and_binds_it_within_the_block(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, Orders.Document));

    [Theory]
    [InlineData("1 := 2", "S0212")]
    [InlineData("account@o.id", "S0214")]
    [InlineData("account#1", "S0214")]
    public void Only_variables_can_be_bound(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, Orders.Document).Code);
}
