using System.Collections.Immutable;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>A message to send.</summary>
public sealed record OutgoingMessage(string Body)
{
    public IReadOnlyDictionary<string, QueueMessageAttribute> Attributes { get; init; } =
        ImmutableDictionary<string, QueueMessageAttribute>.Empty;

    /// <summary>Null for the queue's delay.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>X-Ray's trace header, the only system attribute that a sender can set.</summary>
    public string? TraceHeader { get; init; }
}
