using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using PromptToImage.AwsEmulator.CloudWatch;
using PromptToImage.CloudWatchModel;

namespace PromptToImage.Pipeline.Telemetry;

/// <summary>
/// Records the metrics of CloudWatch with instruments of the same names, which OpenTelemetry exports: the namespace is the meter, the
/// dimensions are attributes. A value that a service measures at intervals is a gauge. Any other is a histogram, whose count, sum, minimum
/// and maximum are CloudWatch's statistics. Thread-safe.
/// </summary>
internal sealed class MetricExporter : IDisposable
{
    private readonly ConcurrentDictionary<string, Meter> _meters = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Namespace, string Name), Histogram<double>> _histograms = [];
    private readonly ConcurrentDictionary<(string Namespace, string Name), Gauge<double>> _gauges = [];
    private readonly MetricStore _metrics;

    public MetricExporter(MetricStore metrics)
    {
        _metrics = metrics;
        metrics.Added += Add;
        metrics.Sampled += Sample;
    }

    /// <summary>The names of the meters, which can have wildcards: the namespaces of CloudWatch.</summary>
    public static string[] Meters { get; } = [Contracts.MetricNames.Namespace, "AWS/*"];

    public void Dispose()
    {
        _metrics.Added -= Add;
        _metrics.Sampled -= Sample;
        foreach (var meter in _meters.Values)
        {
            meter.Dispose();
        }
    }

    private void Add(MetricId metric, double value) =>
        _histograms
            .GetOrAdd((metric.Namespace, metric.Name), key => Meter(key.Namespace).CreateHistogram<double>(key.Name))
            .Record(value, Attributes(metric));

    private void Sample(MetricId metric, double value) =>
        _gauges
            .GetOrAdd((metric.Namespace, metric.Name), key => Meter(key.Namespace).CreateGauge<double>(key.Name))
            .Record(value, Attributes(metric));

    private Meter Meter(string name) => _meters.GetOrAdd(name, static name => new Meter(name));

    private static TagList Attributes(MetricId metric)
    {
        var attributes = new TagList();
        foreach (var (name, value) in metric.Dimensions)
        {
            attributes.Add(name, value);
        }

        return attributes;
    }
}
