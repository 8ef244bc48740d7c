using System.Globalization;
using PromptToImage.CloudWatchModel.Expressions;

namespace PromptToImage.CloudWatchModel.Tests.Expressions;

/// <summary>
/// The examples of https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html. A missing datapoint is -.
/// </summary>
public sealed class MetricExpressionTests
{
    private static readonly Dictionary<string, double?[]> Results = new()
    {
        ["m1"] = [30, 20, 0, 0],
        ["m2"] = [20, null, 20, null],
        ["flag"] = [1, 1, 0, null],
        ["gaps"] = [null, 4, null, 8],
    };

    [Theory]
    [InlineData("m1 < m2", "0 0 1 0")]
    [InlineData("m1 >= 30", "1 0 0 0")]
    [InlineData("m1 > 15 AND m2 > 15", "1 0 0 0")]
    [InlineData("m1 == 0 || m1 == 20", "0 1 1 1")]
    [InlineData("m1 != 0", "1 1 0 0")]
    public void Comparison_and_logical_operators(string expression, string values) => AssertValues(expression, values);

    [Theory]
    [InlineData("m1 + m2", "50 20 20 0")]
    [InlineData("m1 - m2", "10 20 -20 0")]
    [InlineData("m2 / m1", "0.667 0 - -")]
    [InlineData("5 * m2", "100 - 100 -")]
    [InlineData("-m1 + 2 * 3 ^ 2", "-12 -2 18 18")]
    [InlineData("(m1 + 10) * 2", "80 60 20 20")]
    [InlineData("100 - m2 - 30", "50 - 50 -")]
    public void Arithmetic_operators(string expression, string values) => AssertValues(expression, values);

    [Theory]
    [InlineData("MAX([m1, m2])", "30 20 20 0")]
    [InlineData("MAX([m2, gaps])", "20 4 20 8")]
    [InlineData("MIN([m1, m2])", "20 20 0 0")]
    [InlineData("SUM([m1, m2])", "50 20 20 0")]
    [InlineData("AVG([m1, m2])", "25 10 10 0")]
    [InlineData("m1 / MAX(m1)", "1 0.667 0 0")]
    [InlineData("SUM(100 / [m1, m2])", "8.333 5 5 -")]
    [InlineData("ABS(m2 - m1)", "10 20 20 0")]
    [InlineData("CEIL(m2 / 15)", "2 - 2 -")]
    [InlineData("FLOOR(m2 / 15)", "1 - 1 -")]
    public void Functions(string expression, string values) => AssertValues(expression, values);

    [Theory]
    [InlineData("FILL(gaps, 10)", "10 4 10 8")]
    [InlineData("FILL(gaps, REPEAT)", "- 4 4 8")]
    [InlineData("FILL(gaps, m1)", "30 4 0 8")]
    [InlineData("SUM(FILL([gaps, m2], 1))", "21 5 21 9")]
    public void Missing_datapoints_can_be_filled(string expression, string values) => AssertValues(expression, values);

    [Theory]
    [InlineData("IF(flag, m1, m2)", "30 20 20 -")]
    [InlineData("IF(flag, m2, m1)", "20 0 0 -")]
    [InlineData("IF(flag, 5, m2)", "5 5 20 -")]
    [InlineData("IF(flag, m2, 5)", "20 0 5 -")]
    [InlineData("IF(m1 < 25, m1)", "- 20 0 0")]
    [InlineData("IF(m1 < 25, 10, 2)", "2 10 10 10")]
    [InlineData("IF(1, m1, m2)", "30 20 0 0")]
    [InlineData("IF(0, m1)", "- - - -")]
    public void A_condition_chooses_between_two_values(string expression, string values) => AssertValues(expression, values);

    private static void AssertValues(string expression, string values)
    {
        var evaluated = MetricExpression.Parse(expression, Results.Keys).Evaluate(Results, 4);
        Assert.Equal(values, string.Join(' ', evaluated.Select(value => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "-")));
    }
}
