namespace PromptToImage.AwsEmulator.Topics;

/// <summary>A message to publish.</summary>
public sealed record TopicMessage(string Message)
{
    /// <summary>The e-mail's subject. Null for "AWS Notification Message", as in SNS.</summary>
    public string? Subject { get; init; }

    public IReadOnlyDictionary<string, TopicMessageAttribute> Attributes { get; init; } = new Dictionary<string, TopicMessageAttribute>();
}
