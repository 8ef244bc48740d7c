namespace PromptToImage.Jsonata.Tests.Operators;

/// <summary>Text literals and concatenation: https://docs.jsonata.org/string-operators.</summary>
public sealed class TextOperatorTests
{
    [Theory]
    [InlineData("'a' & 'b'", "\"ab\"")]
    [InlineData("'a' & 1", "\"a1\"")]
    [InlineData("1 & 2", "\"12\"")]
    [InlineData("'a' & missing", "\"a\"")]
    [InlineData("missing & missing", "\"\"")]
    [InlineData("'a' & null & true", "\"anulltrue\"")]
    [InlineData("'a' & [1, {'b': 2}]", "\"a[1,{\\\"b\\\":2}]\"")]
    [InlineData("'a' & 0.1", "\"a0.1\"")]
    public void An_ampersand_joins_texts(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("""'a\nb'""", "\"a\\nb\"")]
    [InlineData("""'\u00e9'""", "\"é\"")]
    public void A_backslash_begins_an_escape(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("1 /* one */ + /* two */ 2", "3")]
    public void Comments_are_ignored(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("'abc", "S0101")]
    [InlineData("""'\y'""", "S0103")]
    [InlineData("""'\u12'""", "S0104")]
    [InlineData("`abc", "S0105")]
    [InlineData("/* abc", "S0106")]
    public void Invalid_texts_are_errors(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, "{}").Code);
}
