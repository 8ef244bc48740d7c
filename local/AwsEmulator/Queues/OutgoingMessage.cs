using System.Collections.Immutable;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>A message on its way into a queue.</summary>
public sealed record OutgoingMessage(string Body)
{
    public IReadOnlyDictionary<string, MessageAttribute> Attributes { get; init; } = ImmutableDictionary<string, MessageAttribute>.Empty;

    /// <summary>Null for the queue's own delay.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>X-Ray's header, the only system attribute that can be sent.</summary>
    public string? TraceHeader { get; init; }
}
