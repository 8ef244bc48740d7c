namespace PromptToImage.Client.DeadLetters;

/// <summary>One dead letter of <c>dead-letters redrive --json</c>.</summary>
/// <param name="Error">Why it stays where it is; absent when it was sent on.</param>
internal sealed record RedriveView(string Id, int Attempt, bool Redriven, string? Error = null);
