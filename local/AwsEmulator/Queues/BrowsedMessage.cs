namespace PromptToImage.AwsEmulator.Queues;

/// <summary>A message looked at without receiving it.</summary>
/// <param name="Number">Names it within this process's store, also after it was received.</param>
/// <param name="VisibleAt">Until then it is in flight or delayed.</param>
public sealed record BrowsedMessage(
    long Number,
    string MessageId,
    string Body,
    IReadOnlyDictionary<string, MessageAttribute> Attributes,
    DateTimeOffset SentAt,
    DateTimeOffset VisibleAt,
    int Receives
);
