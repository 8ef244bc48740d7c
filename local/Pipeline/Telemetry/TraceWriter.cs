using System.Diagnostics;

namespace PromptToImage.Pipeline.Telemetry;

/// <summary>Writes traces as activities, which OpenTelemetry exports. Thread-safe.</summary>
internal sealed class TraceWriter : IDisposable
{
    /// <summary>The name of the activity source.</summary>
    public const string SourceName = "PromptToImage";

    [ThreadStatic]
    private static ActivityTraceId? _nextId;

    private readonly ActivitySource _source = new(SourceName);

    // An activity without a parent asks it for the id of its trace.
    static TraceWriter() => Activity.TraceIdGenerator = static () => _nextId ?? ActivityTraceId.CreateRandom();

    /// <returns>The number of spans; 0 if the sampler left the trace out.</returns>
    public int Write(PromptTrace trace)
    {
        var current = Activity.Current;
        Activity.Current = null;
        _nextId = trace.Id;
        try
        {
            return Write(trace.Root, default);
        }
        finally
        {
            _nextId = null;
            Activity.Current = current;
        }
    }

    public void Dispose() => _source.Dispose();

    private int Write(TraceSpan span, ActivityContext parent)
    {
        using var activity = _source.StartActivity(
            span.Name,
            span.Kind,
            parent,
            span.Attributes.Where(attribute => attribute.Value is not null),
            links: null,
            span.Start
        );
        if (activity is null)
        {
            return 0;
        }

        if (span.Error is not null)
        {
            activity.SetStatus(ActivityStatusCode.Error, span.Error);
        }

        var written = 1;
        foreach (var child in span.Children)
        {
            written += Write(child, activity.Context);
        }

        // A duration of zero would become the time since the start.
        activity.SetEndTime((span.End > span.Start ? span.End : span.Start.AddTicks(1)).UtcDateTime);
        return written;
    }
}
