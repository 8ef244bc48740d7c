using System.Text;
using PromptToImage.AwsEmulator.CloudWatch;

namespace PromptToImage.Pipeline;

/// <summary>Writes the functions' metric lines to their log and to the alarms, as CloudWatch Logs does. Thread-safe if the log is.</summary>
internal sealed class MetricWriter(TextWriter log, EmbeddedMetrics metrics) : TextWriter
{
    public override Encoding Encoding => log.Encoding;

    public override void WriteLine(string? value)
    {
        log.WriteLine(value);
        metrics.Record(value ?? "");
    }
}
