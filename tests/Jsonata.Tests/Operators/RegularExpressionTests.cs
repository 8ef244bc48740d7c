namespace PromptToImage.Jsonata.Tests.Operators;

/// <summary>Regular expressions, as in JavaScript: https://docs.jsonata.org/regex.</summary>
public sealed class RegularExpressionTests
{
    [Theory]
    [InlineData("/b+/('abbc').[match, start, end]", """["bb",1,3]""")]
    [InlineData("/(a)(b)?/('ac').groups", """["a",null]""")]
    [InlineData("/x/('abc')", "undefined")]
    public void A_regular_expression_is_a_function_that_finds_the_first_match(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("/b/('abcb').next().start", "3")]
    [InlineData("/b/('abc').next()", "undefined")]
    public void The_next_match_is_a_function_of_the_match(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("$contains('ABC', /b/)", "false")]
    [InlineData("$contains('ABC', /b/i)", "true")]
    [InlineData("""$contains('a\nb', /^b/)""", "false")]
    [InlineData("""$contains('a\nb', /^b/m)""", "true")]
    public void Flags_ignore_case_and_match_lines(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("""$match('a1_ é', /\w+/).match""", "\"a1_\"")]
    [InlineData("$match('aaa', /a{2}/).match", "\"aa\"")]
    [InlineData("$match('aaa', /a+?/)[0].match", "\"a\"")]
    [InlineData("""$match('price: 10', /(?<=: )\d+/).match""", "\"10\"")]
    [InlineData("$match('ab', /a(?!c)/).match", "\"a\"")]
    [InlineData("""$match('abab', /(ab)\1/).match""", "\"abab\"")]
    [InlineData("""$match('2026-01', /(?<y>\d+)-(?<m>\d+)/).groups""", """["2026","01"]""")]
    [InlineData("$match('x.y', /[^a-w]/).match", """["x",".","y"]""")]
    [InlineData("""$match('a', /\u0061/).match""", "\"a\"")]
    public void Classes_groups_repeats_and_lookaround_are_those_of_javascript(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("/abc", "S0302")]
    [InlineData("//", "S0301")]
    [InlineData("$match('b', /a*/)", "D1004")]
    public void Invalid_regular_expressions_are_errors(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, "{}").Code);
}
