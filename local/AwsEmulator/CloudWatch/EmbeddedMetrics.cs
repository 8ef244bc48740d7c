using System.Text.Json;
using PromptToImage.CloudWatchModel;

namespace PromptToImage.AwsEmulator.CloudWatch;

/// <summary>
/// Reads the metrics that functions log in CloudWatch's embedded metric format,
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html.
/// </summary>
public sealed class EmbeddedMetrics(MetricStore metrics)
{
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
        foreach (var directive in about.GetProperty("CloudWatchMetrics").EnumerateArray())
        {
            foreach (var dimensions in directive.GetProperty("Dimensions").EnumerateArray())
            {
                var values = dimensions
                    .EnumerateArray()
                    .Select(name => name.GetString()!)
                    .ToDictionary(name => name, name => root.GetProperty(name).GetString()!);
                foreach (var metric in directive.GetProperty("Metrics").EnumerateArray())
                {
                    var name = metric.GetProperty("Name").GetString()!;
                    Put(new MetricId(directive.GetProperty("Namespace").GetString()!, name, values), at, root.GetProperty(name));
                }
            }
        }
    }

    private void Put(MetricId metric, DateTimeOffset at, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                metrics.Put(metric, at, item.GetDouble());
            }
        }
        else
        {
            metrics.Put(metric, at, value.GetDouble());
        }
    }
}
