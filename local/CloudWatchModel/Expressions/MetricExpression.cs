namespace PromptToImage.CloudWatchModel.Expressions;

/// <summary>
/// A metric math expression, https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html, with arithmetic,
/// comparison and logical operators, arrays, and the functions of <see cref="MathFunctions"/>.
/// </summary>
internal sealed class MetricExpression
{
    private readonly Func<IReadOnlyDictionary<string, double?[]>, MathValue> _evaluate;

    private MetricExpression(Func<IReadOnlyDictionary<string, double?[]>, MathValue> evaluate) => _evaluate = evaluate;

    /// <param name="text">The expression.</param>
    /// <param name="ids">The ids that it can refer to.</param>
    /// <exception cref="InvalidAlarmException">The expression is invalid, or uses something that is not offered.</exception>
    public static MetricExpression Parse(string text, IReadOnlyCollection<string> ids) => new(new ExpressionParser(text, ids).Parse());

    /// <summary>The value of each period.</summary>
    /// <param name="results">The values of each period by the id of a metric or expression.</param>
    /// <param name="periods">The number of periods.</param>
    /// <exception cref="InvalidAlarmException">An operand has the wrong type, or the result is not a time series.</exception>
    public double?[] Evaluate(IReadOnlyDictionary<string, double?[]> results, int periods) =>
        _evaluate(results) is MathValue.Series series && series.Values.Count == periods
            ? [.. series.Values]
            : throw new InvalidAlarmException("the expression does not give a time series");
}
