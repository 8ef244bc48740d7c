namespace PromptToImage.CloudWatchModel;

/// <summary>A metric's statistic per period.</summary>
public sealed record MetricStat(MetricId Metric, Statistic Statistic, TimeSpan Period);

/// <summary>
/// A metric or an expression of an alarm,
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html.
/// </summary>
public sealed record MetricQuery
{
    /// <summary>The name of the result in expressions. It begins with a lowercase letter.</summary>
    public required string Id { get; init; }

    /// <summary>Null for an expression.</summary>
    public MetricStat? Metric { get; init; }

    /// <summary>Null for a metric.</summary>
    public string? Expression { get; init; }

    /// <summary>Whether the alarm watches this result. True for exactly one query of an alarm.</summary>
    public bool ReturnData { get; init; } = true;

    /// <summary>A name for people; null for none.</summary>
    public string? Label { get; init; }
}
