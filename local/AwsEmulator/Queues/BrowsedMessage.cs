namespace PromptToImage.AwsEmulator.Queues;

/// <summary>A message that is read without receiving it.</summary>
/// <param name="Number">The message's key in the database. A receive does not change it.</param>
/// <param name="VisibleAt">Before this time the message is in flight or delayed.</param>
public sealed record BrowsedMessage(
    long Number,
    string MessageId,
    string Body,
    IReadOnlyDictionary<string, QueueMessageAttribute> Attributes,
    DateTimeOffset SentAt,
    DateTimeOffset VisibleAt,
    int Receives
)
{
    /// <summary>The text of a message attribute; null if the message has no such attribute.</summary>
    public string? Text(string attribute) => Attributes.GetValueOrDefault(attribute)?.StringValue;
}
