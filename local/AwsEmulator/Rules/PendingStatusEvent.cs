namespace PromptToImage.AwsEmulator.Rules;

/// <summary>An event that the function has not handled yet.</summary>
internal sealed record PendingStatusEvent(long Key, string Payload, int Attempts);
