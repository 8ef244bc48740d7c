namespace PromptToImage.AwsEmulator.Topics;

/// <summary>What is published.</summary>
public sealed record TopicMessage(string Message)
{
    /// <summary>A mail's subject; without one, mails say "AWS Notification Message", as SNS's do.</summary>
    public string? Subject { get; init; }

    public IReadOnlyDictionary<string, MessageAttribute> Attributes { get; init; } = new Dictionary<string, MessageAttribute>();
}
