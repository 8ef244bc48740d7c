using System.Buffers;
using System.Text;
using System.Text.Json;
using PromptToImage.Contracts;

namespace PromptToImage.Functions.Metrics;

/// <summary>
/// Writes metrics as lines of CloudWatch's embedded metric format, which become metrics without a call being made:
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
/// </summary>
/// <param name="output">Standard output itself on Lambda: what passes its logger is wrapped and no metric any more.</param>
public sealed class MetricLog(TextWriter output, TimeProvider time)
{
    private readonly Lock _line = new();

    public void Write(string functionName, params ReadOnlySpan<Metric> metrics)
    {
        ArrayBufferWriter<byte> line = new();
        using (Utf8JsonWriter json = new(line))
        {
            json.WriteStartObject();
            json.WriteStartObject("_aws");
            json.WriteNumber("Timestamp", time.GetUtcNow().ToUnixTimeMilliseconds());
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
