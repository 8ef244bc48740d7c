namespace PromptToImage.Jsonata.Tests.Operators;

/// <summary>Comparison and inclusion: https://docs.jsonata.org/comparison-operators.</summary>
public sealed class ComparisonOperatorTests
{
    [Theory]
    [InlineData("1 = 1", "true")]
    [InlineData("1 = '1'", "false")]
    [InlineData("'a' != 'b'", "true")]
    [InlineData("[1, 2] = [1, 2]", "true")]
    [InlineData("{'a': 1, 'b': 2} = {'b': 2, 'a': 1}", "true")]
    [InlineData("null = null", "true")]
    [InlineData("missing = 1", "false")]
    [InlineData("missing = missing", "false")]
    [InlineData("missing != 1", "false")]
    public void Equality_compares_values_deeply(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("1 < 2", "true")]
    [InlineData("2 <= 2", "true")]
    [InlineData("3 > 4", "false")]
    [InlineData("4 >= 4", "true")]
    [InlineData("'a' < 'b'", "true")]
    [InlineData("'B' < 'a'", "true")]
    [InlineData("missing < 1", "undefined")]
    public void Numbers_and_texts_have_an_order(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("1 in [1, 2]", "true")]
    [InlineData("3 in [1, 2]", "false")]
    [InlineData("'a' in 'a'", "true")]
    [InlineData("missing in [1]", "false")]
    [InlineData("1 in missing", "false")]
    [InlineData("1 in []", "false")]
    public void In_finds_a_value_in_an_array(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, "{}"));

    [Theory]
    [InlineData("1 < 'a'", "T2009")]
    [InlineData("true < false", "T2010")]
    [InlineData("null > 1", "T2010")]
    [InlineData("[1] < [2]", "T2010")]
    [InlineData("missing < {}", "T2010")]
    public void Values_of_other_types_have_no_order(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, "{}").Code);
}
