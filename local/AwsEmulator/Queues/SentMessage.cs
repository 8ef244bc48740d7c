namespace PromptToImage.AwsEmulator.Queues;

/// <summary>What the sender of a message learns of it.</summary>
public sealed record SentMessage(string MessageId, string Md5OfBody, string? Md5OfAttributes);
