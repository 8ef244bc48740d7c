using System.Buffers;
using System.Text;
using System.Text.Json;
using PromptToImage.Contracts;

namespace PromptToImage.Functions.Metrics;

/// <summary>
/// Writes metrics as lines of CloudWatch's embedded metric format, from which CloudWatch Logs extracts them:
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
/// </summary>
/// <param name="output">On Lambda, standard output itself: CloudWatch ignores metric lines that the logger has prefixed.</param>
/// <param name="time">The clock.</param>
public sealed class MetricLog(TextWriter output, TimeProvider time)
{
    private readonly Lock _line = new();

    /// <summary>Writes values with the current time.</summary>
    public void Write(string functionName, params ReadOnlySpan<Metric> metrics) => WriteAt(time.GetUtcNow(), functionName, metrics);

    /// <summary>Writes values with another time, at most two hours in the future.</summary>
    public void WriteAt(DateTimeOffset at, string functionName, params ReadOnlySpan<Metric> metrics)
    {
        var line = new ArrayBufferWriter<byte>();
        using (Utf8JsonWriter json = new(line))
        {
            json.WriteStartObject();
            json.WriteStartObject("_aws");
            json.WriteNumber("Timestamp", at.ToUnixTimeMilliseconds());
            json.WriteStartArray("CloudWatchMetrics");
            json.WriteStartObject();
            json.WriteString("Namespace", MetricNames.Namespace);
            json.WriteStartArray("Dimensions");
            json.WriteStartArray();
            json.WriteStringValue(MetricNames.Dimension);
            json.WriteEndArray();
            json.WriteEndArray();
            json.WriteStartArray("Metrics");
            foreach (var metric in metrics)
            {
                json.WriteStartObject();
                json.WriteString("Name", metric.Name);
                json.WriteString("Unit", metric.Unit);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteString(MetricNames.Dimension, functionName);
            foreach (var metric in metrics)
            {
                json.WriteNumber(metric.Name, metric.Value);
            }

            json.WriteEndObject();
        }

        lock (_line)
        {
            output.WriteLine(Encoding.UTF8.GetString(line.WrittenSpan));
        }
    }
}
