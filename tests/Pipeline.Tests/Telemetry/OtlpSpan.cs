namespace PromptToImage.Pipeline.Tests.Telemetry;

/// <summary>A span that the receiver got.</summary>
internal sealed record OtlpSpan(
    string TraceId,
    string Id,
    string ParentId,
    string Name,
    DateTimeOffset Start,
    DateTimeOffset End,
    IReadOnlyDictionary<string, string> Attributes,
    bool IsError,
    string StatusMessage
);

/// <summary>A data point of a metric that the receiver got.</summary>
/// <param name="Meter">The scope.</param>
/// <param name="Kind"><c>gauge</c> or <c>histogram</c>.</param>
/// <param name="Value">The value of a gauge, or the sum of a histogram.</param>
internal sealed record OtlpPoint(
    string Meter,
    string Name,
    string Kind,
    IReadOnlyDictionary<string, string> Attributes,
    double Value,
    ulong Count
);
