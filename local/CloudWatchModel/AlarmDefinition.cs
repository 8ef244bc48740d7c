namespace PromptToImage.CloudWatchModel;

/// <summary>
/// A metric alarm, https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html.
/// </summary>
public sealed record AlarmDefinition
{
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    /// <summary>The metric, or the expression and its metrics. All metrics have the same period.</summary>
    public required IReadOnlyList<MetricQuery> Metrics { get; init; }

    /// <summary>The number of the most recent periods that are evaluated.</summary>
    public int EvaluationPeriods { get; init; } = 1;

    /// <summary>The number of those periods that must be breaching; null for all.</summary>
    public int? DatapointsToAlarm { get; init; }

    public required double Threshold { get; init; }

    public required ComparisonOperator Comparison { get; init; }

    public MissingDataTreatment TreatMissingData { get; init; } = MissingDataTreatment.Missing;

    public bool ActionsEnabled { get; init; } = true;

    /// <summary>ARNs of what acts on a change to ALARM.</summary>
    public IReadOnlyList<string> AlarmActions { get; init; } = [];

    /// <summary>ARNs of what acts on a change to OK.</summary>
    public IReadOnlyList<string> OkActions { get; init; } = [];

    /// <summary>ARNs of what acts on a change to INSUFFICIENT_DATA.</summary>
    public IReadOnlyList<string> InsufficientDataActions { get; init; } = [];

    /// <summary>The queries of an alarm on one metric.</summary>
    public static IReadOnlyList<MetricQuery> OneMetric(MetricId metric, Statistic statistic, TimeSpan period) =>
        [new MetricQuery { Id = "m1", Metric = new MetricStat(metric, statistic, period) }];

    /// <summary>The ARNs of what acts on a change to a state.</summary>
    public IReadOnlyList<string> ActionsFor(AlarmState state) =>
        (ActionsEnabled, state) switch
        {
            (false, _) => [],
            (_, AlarmState.Alarm) => AlarmActions,
            (_, AlarmState.Ok) => OkActions,
            _ => InsufficientDataActions,
        };
}
