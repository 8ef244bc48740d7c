namespace PromptToImage.CloudWatchModel;

/// <summary>How a datapoint that breaches compares with the threshold, under CloudWatch's name. Anomaly detection is not offered.</summary>
public enum ComparisonOperator
{
    GreaterThanOrEqualToThreshold,
    GreaterThanThreshold,
    LessThanThreshold,
    LessThanOrEqualToThreshold,
}

internal static class Comparisons
{
    public static bool IsBreaching(this ComparisonOperator comparison, double value, double threshold) =>
        comparison switch
        {
            ComparisonOperator.GreaterThanOrEqualToThreshold => value >= threshold,
            ComparisonOperator.GreaterThanThreshold => value > threshold,
            ComparisonOperator.LessThanThreshold => value < threshold,
            ComparisonOperator.LessThanOrEqualToThreshold => value <= threshold,
            _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, null),
        };

    /// <summary>The words of the reason of a state.</summary>
    public static string ToWords(this ComparisonOperator comparison) =>
        comparison switch
        {
            ComparisonOperator.GreaterThanOrEqualToThreshold => "greater than or equal to",
            ComparisonOperator.GreaterThanThreshold => "greater than",
            ComparisonOperator.LessThanThreshold => "less than",
            ComparisonOperator.LessThanOrEqualToThreshold => "less than or equal to",
            _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, null),
        };
}
