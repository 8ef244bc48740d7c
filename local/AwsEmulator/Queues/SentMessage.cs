namespace PromptToImage.AwsEmulator.Queues;

/// <summary>The result of sending a message.</summary>
public sealed record SentMessage(string MessageId, string Md5OfBody, string? Md5OfAttributes);
