namespace PromptToImage.Jsonata.Tests;

/// <summary>The differences from the original that the library keeps. Its README.md gives the reasons.</summary>
public sealed class KnownDifferenceTests
{
    [Theory]
    [InlineData("{'b': 1, '2': 2, '1': 3}", """{"b":1,"2":2,"1":3}""")]
    [InlineData("$keys({'b': 1, '2': 2, '1': 3})", """["b","2","1"]""")]
    [InlineData("{'b': 1, '2': 2, '1': 3}.*", "[1,2,3]")]
    public void Keys_that_look_like_integers_keep_their_place(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression));

    [Theory]
    [InlineData("$replace('abc', 'b', function($m) { 'x' })")]
    [InlineData("$replace('abc', 'b', $uppercase)")]
    public void A_function_cannot_replace_a_text(string expression) => Assert.Equal("D3012", Evaluations.Fails(expression).Code);

    [Theory]
    [InlineData("($f := $uppercase(?); $f(5))")]
    [InlineData("($f := $power(?, 2); $f('5'))")]
    [InlineData("($f := $substring(?, 1); $f([]))")]
    [InlineData("($f := $map(?, $string); $f('a'))")]
    [InlineData("$contains('a', $lookup(?, [1]))")]
    public void A_function_with_open_arguments_checks_their_types(string expression) =>
        Assert.Equal("T0410", Evaluations.Fails(expression).Code);

    [Theory]
    [InlineData("[function($v){$v}(?)].**^(price).items[0]")]
    [InlineData("[function($v, $w){$v}(0, ?)].**@$x")]
    public void A_function_has_no_properties(string expression) =>
        Assert.Equal("undefined", Evaluations.Json(expression, """{"items": [1]}"""));

    [Theory]
    [InlineData("[5][true].a")]
    [InlineData("[''][true].a")]
    [InlineData("[''][true].[2]#$y.b")]
    public void A_path_goes_on_from_a_single_item_of_an_array_constructor(string expression) =>
        Assert.Equal("undefined", Evaluations.Json(expression));

    [Fact]
    public void A_transform_that_updates_with_a_function_changes_nothing() =>
        Assert.Equal("{}", Evaluations.Json("{} ~> |$|$contains(?)|"));

    [Fact]
    public void There_is_no_eval() => Assert.Equal("T1006", Evaluations.Fails("$eval('1')").Code);
}
