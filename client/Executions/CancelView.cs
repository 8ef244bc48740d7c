namespace PromptToImage.Client.Executions;

/// <summary>One prompt of <c>cancel --json</c>.</summary>
/// <param name="Cancelled">False when there was nothing to cancel.</param>
/// <param name="Status">What it is now.</param>
internal sealed record CancelView(string Id, bool Cancelled, string Status);
