namespace PromptToImage.CloudWatchModel;

/// <summary>Values that are combined so that every <see cref="Statistic"/> of them is known.</summary>
public readonly record struct StatisticSet(double SampleCount, double Sum, double Minimum, double Maximum)
{
    /// <summary>The set of one value.</summary>
    public static StatisticSet From(double value) => new(1, value, value, value);

    public StatisticSet Add(StatisticSet other) =>
        new(SampleCount + other.SampleCount, Sum + other.Sum, Math.Min(Minimum, other.Minimum), Math.Max(Maximum, other.Maximum));

    public double Value(Statistic statistic) =>
        statistic switch
        {
            Statistic.SampleCount => SampleCount,
            Statistic.Average => Sum / SampleCount,
            Statistic.Sum => Sum,
            Statistic.Minimum => Minimum,
            Statistic.Maximum => Maximum,
            _ => throw new ArgumentOutOfRangeException(nameof(statistic), statistic, null),
        };
}
