namespace PromptToImage.Jsonata.Tests.Functions;

/// <summary>Boolean functions: https://docs.jsonata.org/boolean-functions.</summary>
public sealed class BooleanFunctionTests
{
    [Theory]
    [InlineData("$boolean(1)", "true")]
    [InlineData("$boolean(0)", "false")]
    [InlineData("$boolean('a')", "true")]
    [InlineData("$boolean('')", "false")]
    [InlineData("$boolean([])", "false")]
    [InlineData("$boolean([0])", "false")]
    [InlineData("$boolean([0, 1])", "true")]
    [InlineData("$boolean({})", "false")]
    [InlineData("$boolean({'a': 1})", "true")]
    [InlineData("$boolean(null)", "false")]
    [InlineData("$boolean($sum)", "false")]
    [InlineData("$boolean(missing)", "undefined")]
    public void Boolean_casts_a_value(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, """{"null": null, "false": false}"""));

    [Theory]
    [InlineData("$not(true)", "false")]
    [InlineData("$not(0)", "true")]
    [InlineData("$not('a')", "false")]
    [InlineData("$not(missing)", "undefined")]
    public void Not_negates(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, """{"null": null, "false": false}"""));

    [Theory]
    [InlineData("$exists(`null`)", "true")]
    [InlineData("$exists(`false`)", "true")]
    [InlineData("$exists(missing)", "false")]
    [InlineData("$exists([])", "true")]
    [InlineData("$exists($sum)", "true")]
    public void Exists_is_false_only_for_undefined(string expression, string result) =>
        Assert.Equal(result, Evaluations.Json(expression, """{"null": null, "false": false}"""));

    [Theory]
    [InlineData("$boolean(1, 2)", "T0410")]
    [InlineData("$not(1, 2)", "T0410")]
    [InlineData("$exists()", "T0410")]
    [InlineData("$exists(1, 2)", "T0410")]
    public void Wrong_numbers_of_arguments_are_errors(string expression, string code) =>
        Assert.Equal(code, Evaluations.Fails(expression, """{"null": null, "false": false}""").Code);
}
