namespace PromptToImage.Jsonata.Tests;

/// <summary>Differences from the original that generated expressions have found once.</summary>
public sealed class DifferenceTests
{
    [Theory]
    [InlineData("$substringAfter('b', missing)", "\"b\"")]
    [InlineData("$substringBefore('b', missing)", "\"b\"")]
    [InlineData("$substring('12', missing)", "\"12\"")]
    [InlineData("$substring('12', missing, 1)", "\"\"")]
    [InlineData("$pad('x', missing)", "\"x\"")]
    [InlineData("$lookup({'a': 1}, missing)", "undefined")]
    [InlineData("$replace('abc', 'b', missing)", "\"aundefinedc\"")]
    [InlineData("$replace('abc', 'x', function($m){$m})", "\"abc\"")]
    [InlineData("$fromMillis(0, '[FNn]/[Y]', '')", "\"undefined/NaN\"")]
    [InlineData("['ab', missing][0].($ & '!')", """["a!","b!"]""")]
    [InlineData("missing@$x.a{'k': 1}", """{"k":1}""")]
    public void Gives_the_result_of_the_original(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("'abc' ~> $contains", "T0411")]
    [InlineData("($f := $contains; 'abc' ~> $f)", "T0411")]
    [InlineData("$power(2, missing)", "D3061")]
    [InlineData("$replace('abc', 'b', function($m){$m})", "D3012")]
    [InlineData("$string(?)", "S0208")]
    public void Fails_with_the_error_of_the_original(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, "{}").Code);
}
