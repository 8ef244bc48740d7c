namespace PromptToImage.AwsEmulator.Backstop;

/// <summary>A report that waits to be delivered.</summary>
internal sealed record StoredReport(long Key, string Payload, int Attempts);
