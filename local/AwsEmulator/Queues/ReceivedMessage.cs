namespace PromptToImage.AwsEmulator.Queues;

/// <summary>A message as a receive hands it out.</summary>
public sealed record ReceivedMessage
{
    public required string MessageId { get; init; }

    public required string ReceiptHandle { get; init; }

    public required string Body { get; init; }

    public required IReadOnlyDictionary<string, MessageAttribute> Attributes { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public required DateTimeOffset FirstReceivedAt { get; init; }

    /// <summary>How often it has been received, this time included.</summary>
    public required int Receives { get; init; }

    public string? TraceHeader { get; init; }

    /// <summary>The queue from which a redrive policy moved it here.</summary>
    public string? DeadLetterSourceArn { get; init; }
}
