using System.Text.Json;

namespace PromptToImage.AwsEmulator.Alarms;

/// <summary>A custom metric with one dimension.</summary>
public sealed record CustomMetric(string Namespace, string Name, string DimensionName, string DimensionValue);

/// <summary>
/// The values that functions log in CloudWatch's embedded metric format:
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html.
/// Kept in memory. Thread-safe.
/// </summary>
public sealed class EmbeddedMetrics(TimeProvider time)
{
    /// <summary>Longer than the period of any alarm here.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<CustomMetric, List<(DateTimeOffset At, double Value)>> _values = [];

    /// <summary>Records the values of a log line. Lines that are not metrics are ignored, as by CloudWatch.</summary>
    public void Record(string line)
    {
        if (!line.StartsWith("{\"_aws\"", StringComparison.Ordinal))
        {
            return;
        }

        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var about = root.GetProperty("_aws");
        var at = DateTimeOffset.FromUnixTimeMilliseconds(about.GetProperty("Timestamp").GetInt64());
        lock (_lock)
        {
            foreach (var directive in about.GetProperty("CloudWatchMetrics").EnumerateArray())
            {
                var dimension = directive.GetProperty("Dimensions")[0][0].GetString()!;
                foreach (var name in directive.GetProperty("Metrics").EnumerateArray().Select(metric => metric.GetProperty("Name").GetString()!))
                {
                    var metric = new CustomMetric(
                        directive.GetProperty("Namespace").GetString()!,
                        name,
                        dimension,
                        root.GetProperty(dimension).GetString()!
                    );
                    Add(metric, at, root.GetProperty(name).GetDouble());
                }
            }
        }
    }

    /// <summary>The largest value after <paramref name="after"/> and not after <paramref name="until"/>; null without a value.</summary>
    public double? Maximum(CustomMetric metric, DateTimeOffset after, DateTimeOffset until)
    {
        lock (_lock)
        {
            return _values.TryGetValue(metric, out var values)
                ? values.Where(value => value.At > after && value.At <= until).Max(value => (double?)value.Value)
                : null;
        }
    }

    private void Add(CustomMetric metric, DateTimeOffset at, double value)
    {
        if (!_values.TryGetValue(metric, out var values))
        {
            _values[metric] = values = [];
        }

        var oldest = time.GetUtcNow() - Retention;
        values.RemoveAll(known => known.At < oldest);
        values.Add((at, value));
    }
}
