using System.Diagnostics;

namespace PromptToImage.Pipeline.Telemetry;

/// <summary>A span of a trace with the spans below it.</summary>
internal sealed record TraceSpan(string Name, DateTimeOffset Start, DateTimeOffset End)
{
    public ActivityKind Kind { get; init; } = ActivityKind.Internal;

    public IReadOnlyList<KeyValuePair<string, object?>> Attributes { get; init; } = [];

    /// <summary>Why the work failed; null if it did not.</summary>
    public string? Error { get; init; }

    public IReadOnlyList<TraceSpan> Children { get; init; } = [];
}
