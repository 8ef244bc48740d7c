namespace PromptToImage.AwsEmulator.Queues;

/// <summary>A message as it is stored.</summary>
internal sealed record MessageRow(
    long Seq,
    string Id,
    string Body,
    IReadOnlyDictionary<string, QueueMessageAttribute> Attributes,
    string? TraceHeader,
    string? DeadLetterSourceArn,
    DateTimeOffset SentAt,
    DateTimeOffset? FirstReceivedAt,
    int Receives
);
