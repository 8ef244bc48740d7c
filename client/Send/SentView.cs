namespace PromptToImage.Client.Send;

/// <summary><c>send --json</c>: one for each prompt.</summary>
/// <param name="Error">Why the queue does not have it; absent when it has.</param>
internal sealed record SentView(string Id, string Prompt, string? Error = null);
