namespace PromptToImage.Jsonata.Tests;

/// <summary>Differences from the original that generated expressions have found.</summary>
public sealed class DifferenceTests
{
    [Theory]
    [InlineData("$formatBase(1e21, 36)", "\"5v1j4f4ds7c000\"")]
    [InlineData("$formatBase(1e22, 3)", "\"10101101120122002111101201110222022000000000000\"")]
    [InlineData("$formatBase(123456789012345680000, 16)", "\"6b14e9f812f368000\"")]
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
    [InlineData("5 ~> function($x, $y, $z)<s?n?n> { [$x, $y, $z] }", "[5]")]
    [InlineData("missing@$x.a{'k': 1}", """{"k":1}""")]
    [InlineData("{} in {}", "false")]
    [InlineData("{} in [{}, $merge([])]", "false")]
    [InlineData("($x := {}; $x in [$x])", "true")]
    [InlineData("$fromMillis(0, '[,2]')", "\"undefined\"")]
    public void Gives_the_result_of_the_original(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("'abc' ~> $contains", "T0411")]
    [InlineData("($f := $contains; 'abc' ~> $f)", "T0411")]
    [InlineData("$power(2, missing)", "D3061")]
    [InlineData("$toMillis('5/2', '[,2]')", "D3133")]
    [InlineData("$toMillis('5/2', '[,]')", "D3133")]
    [InlineData("$string(?)", "S0208")]
    public void Fails_with_the_error_of_the_original(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, "{}").Code);
}
