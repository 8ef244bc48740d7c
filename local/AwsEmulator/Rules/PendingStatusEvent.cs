namespace PromptToImage.AwsEmulator.Rules;

/// <summary>A report that waits to be delivered.</summary>
internal sealed record PendingStatusEvent(long Key, string Payload, int Attempts);
