namespace PromptToImage.Jsonata.Tests.Operators;

/// <summary>Functions that an expression defines: https://docs.jsonata.org/programming.</summary>
public sealed class LambdaTests
{
    [Theory]
    [InlineData("function($x) { $x * 2 }(3)", "6")]
    [InlineData("($f := function($x, $y) { $x & $y }; $f('a', 'b'))", "\"ab\"")]
    [InlineData("λ($x) { $x + 1 }(1)", "2")]
    [InlineData("($f := function($x) { $x }; $f())", "undefined")]
    [InlineData("($f := function() { 5 }; $f(1, 2))", "5")]
    public void A_function_has_parameters_and_a_body(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("($x := 1; $f := function() { $x }; ($x := 2; $f()))", "1")]
    [InlineData("($add := function($x) { function($y) { $x + $y } }; $add(1)(2))", "3")]
    public void A_function_keeps_the_variables_of_its_definition(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("($f := function($n) { $n <= 1 ? 1 : $n * $f($n - 1) }; $f(5))", "120")]
    [InlineData(
        "($even := function($n) { $n = 0 ? true : $odd($n - 1) }; $odd := function($n) { $n = 0 ? false : $even($n - 1) }; $even(1000))",
        "true"
    )]
    public void A_function_can_call_itself(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("($first := $substring(?, 0, ?); $first('abcde', 2))", "\"ab\"")]
    [InlineData("($add := function($x, $y, $z) { $x & $y & $z }; $add(?, 'b', ?)('a', 'c'))", "\"abc\"")]
    [InlineData("($f := function($x, $y) { $x - $y }; $g := $f(?, ?); $h := $g(10, ?); $h(4))", "6")]
    public void Question_marks_leave_arguments_open(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("function($x)<n:n> { $x }(1)", "1")]
    [InlineData("'abc'.function($x)<s-:s> { $x & '!' }()", "undefined")]
    [InlineData("function($x)<a<n>:n> { $count($x) }(5)", "1")]
    [InlineData("function($x, $y)<sn?:s> { $x & $y }('a')", "\"a\"")]
    public void A_signature_checks_arguments_and_takes_the_context(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("function(x) { 1 }", "S0208")]
    [InlineData("function($x)<n:n> { $x }('a')", "T0410")]
    [InlineData("function($x)<a<n>:n> { $x }(['a'])", "T0412")]
    [InlineData("function($x)<n<n>:n> { $x }(1)", "S0401")]
    [InlineData("'a'()", "T1006")]
    [InlineData("$missing(1)", "T1006")]
    [InlineData("sum(1)", "T1005")]
    [InlineData("$missing(?)", "T1008")]
    [InlineData("sum(?)", "T1007")]
    public void Invalid_definitions_and_calls_are_errors(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, "{}").Code);
}
