namespace PromptToImage.CloudWatchModel;

/// <summary>Identifies a metric. Metrics with the same name and other dimensions are different metrics, as in CloudWatch.</summary>
public sealed class MetricId : IEquatable<MetricId>
{
    // CloudWatch allows only printable characters in names and values.
    private const char Separator = '\n';

    /// <param name="metricNamespace">For example <c>AWS/SQS</c>.</param>
    /// <param name="name">The metric's name.</param>
    /// <param name="dimensions">The values of the dimensions by name, in any order.</param>
    public MetricId(string metricNamespace, string name, IReadOnlyDictionary<string, string> dimensions)
        : this(metricNamespace, name, [.. dimensions.OrderBy(dimension => dimension.Key, StringComparer.Ordinal)]) { }

    /// <summary>A metric with one dimension.</summary>
    public MetricId(string metricNamespace, string name, string dimension, string value)
        : this(metricNamespace, name, [KeyValuePair.Create(dimension, value)]) { }

    private MetricId(string metricNamespace, string name, KeyValuePair<string, string>[] sorted)
    {
        Namespace = metricNamespace;
        Name = name;
        Dimensions = sorted;
        Key = string.Join(Separator, [Namespace, Name, .. Dimensions.SelectMany(dimension => new[] { dimension.Key, dimension.Value })]);
    }

    public string Namespace { get; }

    public string Name { get; }

    /// <summary>The dimensions in the order of their names.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Dimensions { get; }

    /// <summary>A text that differs for each metric, from which <see cref="FromKey"/> makes the metric again.</summary>
    public string Key { get; }

    public static MetricId FromKey(string key)
    {
        var parts = key.Split(Separator);
        return new MetricId(parts[0], parts[1], parts[2..].Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]));
    }

    public bool Equals(MetricId? other) => other is not null && other.Key == Key;

    public override bool Equals(object? obj) => Equals(obj as MetricId);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Key);

    /// <summary>For example <c>AWS/SQS ApproximateAgeOfOldestMessage, QueueName = work</c>.</summary>
    public override string ToString() =>
        string.Concat([$"{Namespace} {Name}", .. Dimensions.Select(dimension => $", {dimension.Key} = {dimension.Value}")]);
}
