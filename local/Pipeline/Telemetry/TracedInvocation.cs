using System.Text.Json.Serialization;

namespace PromptToImage.Pipeline.Telemetry;

/// <summary>An invocation of a function that belongs to the trace of a prompt.</summary>
/// <param name="Function">The function's short name.</param>
internal sealed record TracedInvocation(string Function, DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>The id of the event that scheduled the attempt; null for Start.</summary>
    public long? TaskId { get; init; }

    /// <summary>The message that Start handled; null for the other functions.</summary>
    public TracedMessage? Message { get; init; }

    /// <summary>Why the invocation failed; null if it did not.</summary>
    public string? Error { get; init; }

    public IReadOnlyList<AwsCall> Calls { get; init; } = [];
}

/// <summary>A message of the queue of prompts.</summary>
/// <param name="Sent">When it was sent.</param>
/// <param name="ReceiveCount">How often it was received, with this time.</param>
internal sealed record TracedMessage(string MessageId, string Queue, DateTimeOffset Sent, int ReceiveCount);

/// <summary>The stored form of <see cref="TracedInvocation"/>.</summary>
[JsonSerializable(typeof(TracedInvocation))]
internal sealed partial class TracedInvocationJson : JsonSerializerContext;
