using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Tests;

/// <summary>Expressions that would take forever, or all memory, end with an error.</summary>
public sealed class LimitTests
{
    private static readonly EvaluationSettings Settings = Evaluations.Settings with { MaxSteps = 500_000 };

    [Theory]
    [InlineData("($f := function(){$f()}; $f())", "timeout")]
    [InlineData("($f := function($x){1 + $f($x)}; $f(1))", "Stack overflow")]
    [InlineData("($f := function($x){$map([$x], $f)}; $f(1))", "Stack overflow")]
    [InlineData("[1..10000000].([1..10000000])", "timeout")]
    [InlineData("$sum([1..10000000].($ + 1))", "timeout")]
    [InlineData("($f := function($s, $n){$n = 0 ? $s : $f($s & $s, $n - 1)}; $length($f('abcdefgh', 60)))", "timeout")]
    [InlineData("($f := function($s, $n){$n = 0 ? $s : $f([[$s], [$s]], $n - 1)}; $string($f('a', 60)))", "timeout")]
    [InlineData("($f := function($s, $n){$n = 0 ? $s : $f({'a': $s, 'b': $s}, $n - 1)}; $f('a', 60) = $f('a', 60))", "timeout")]
    [InlineData("($f := function($s, $n){$n = 0 ? $s : $f([[$s], [$s]], $n - 1)}; $f('a', 60))", "timeout")]
    [InlineData("($f := function($s, $n){$n = 0 ? $s : $f([[$s]], $n - 1)}; $f('a', 6000))", "Stack overflow")]
    [InlineData("($f := function($s, $n){$n = 0 ? $s : $f({'a': $s}, $n - 1)}; $f('a', 6000))", "Stack overflow")]
    [InlineData("$pad('a', 1e15)", "timeout")]
    [InlineData("$pad('a', -1e300)", "timeout")]
    [InlineData("$formatInteger(1e300, 'I')", "Stack overflow")]
    [InlineData("$formatNumber(0, '0e0')", "timeout")]
    [InlineData("$formatNumber(-5, '0e0')", "timeout")]
    [InlineData("{'a': 1} ~> | $ | {'self': $} |", "Stack overflow")]
    [InlineData("{'a': 1} ~> | $ | {'self': {'deep': $}} |", "Stack overflow")]
    [InlineData("{'a': [1, 2]} ~> | $ | {'self': [$, 1].$} |", "Stack overflow")]
    [InlineData("{'a': {'b': 1}} ~> | $ | {'self': ($ ~> | a | {'up': $} |)} |", "Stack overflow")]
    [InlineData("{'a': {'b': 1}} ~> | (a; $; $) | {'x': $, 'text': $string($)} |", "Stack overflow")]
    [InlineData("$match('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', /(a*)*c/)", "timeout")]
    [InlineData("$contains('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', /^(a|a)*$b/)", "timeout")]
    [InlineData("$contains('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', /(x+x+)+y/)", "timeout")]
    public void Hostile_expressions_end(string expression, string message)
    {
        var error = Evaluations.Fails(expression, settings: Settings);

        Assert.Equal("U1001", error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("{'a':", "}")]
    [InlineData("$f(", ")")]
    [InlineData("-", "")]
    [InlineData("function(){", "}")]
    [InlineData("a[", "]")]
    [InlineData("1+", "")]
    [InlineData("a.", "")]
    [InlineData("1?", "")]
    [InlineData("$x:=", "")]
    [InlineData("$~>", "")]
    [InlineData("|", "")]
    [InlineData("/(/", "")]
    [InlineData("/[/*", "")]
    [InlineData("'", "")]
    [InlineData("%.", "")]
    public void Deeply_nested_expressions_of_a_megabyte_are_rejected(string open, string close)
    {
        var count = 1_000_000 / (open.Length + close.Length);
        var text = string.Concat(Enumerable.Repeat(open, count)) + "1" + string.Concat(Enumerable.Repeat(close, count));

        Assert.Throws<JsonataException>(() => JsonataExpression.Parse(text));
    }

    [Fact]
    public void A_long_flat_expression_is_evaluated() =>
        Assert.Equal("200000", Evaluations.Json($"$count([{string.Join(',', Enumerable.Range(0, 200_000))}])"));

    [Fact]
    public void A_step_that_nests_deeply_within_a_small_stack_fails_with_the_error_of_the_limit()
    {
        Exception? error = null;
        var thread = new Thread(
            () => error = Record.Exception(() =>
                Evaluations.Evaluate("($f := function($x){1 + $f($x)}; $f(1))", settings: Evaluations.Settings with { MaxDepth = int.MaxValue })
            ),
            maxStackSize: 512 * 1024
        );
        thread.Start();
        thread.Join();

        Assert.Equal("U1001", Assert.IsType<JsonataException>(error).Code);
    }

    [Fact]
    public void Depth_counts_operators_and_calls_that_are_not_tail_calls()
    {
        var settings = Evaluations.Settings with { MaxDepth = 302 };
        const string Factorial = "($f := function($n){$n = 0 ? 1 : $n * $f($n - 1)}; $f(99))";

        Assert.Equal("9.33262154439441e+155", Evaluations.Json(Factorial, settings: settings));
        Assert.Equal("U1001", Evaluations.Fails(Factorial.Replace("99", "100", StringComparison.Ordinal), settings: settings).Code);
        Assert.Equal("true", Evaluations.Json("($f := function($n){$n = 0 ? true : $f($n - 1)}; $f(100000))", settings: settings));
    }

    [Fact]
    public void The_deepest_document_is_handled()
    {
        var input = new string('[', JsonValue.MaxDepth) + new string(']', JsonValue.MaxDepth);

        Assert.Equal("[]", Evaluations.Json("[**]", input));
        Assert.Equal("true", Evaluations.Json("$ = $", input));
        Assert.Equal("\"" + input + "\"", Evaluations.Json("$string($)", input));
    }
}
