namespace PromptToImage.AwsEmulator.Queues;

/// <summary>A received message.</summary>
public sealed record ReceivedMessage
{
    public required string MessageId { get; init; }

    public required string ReceiptHandle { get; init; }

    public required string Body { get; init; }

    public required IReadOnlyDictionary<string, QueueMessageAttribute> Attributes { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public required DateTimeOffset FirstReceivedAt { get; init; }

    /// <summary>The receive count, including this receive.</summary>
    public required int Receives { get; init; }

    public string? TraceHeader { get; init; }

    /// <summary>The queue from which a redrive policy moved the message; null if none did.</summary>
    public string? DeadLetterSourceArn { get; init; }
}
