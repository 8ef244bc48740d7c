namespace PromptToImage.AwsEmulator.Queues;

/// <summary>A message as it lies in the store.</summary>
internal sealed record StoredMessage(
    long Seq,
    string Id,
    string Body,
    IReadOnlyDictionary<string, MessageAttribute> Attributes,
    string? TraceHeader,
    string? DeadLetterSourceArn,
    DateTimeOffset SentAt,
    DateTimeOffset? FirstReceivedAt,
    int Receives
);
