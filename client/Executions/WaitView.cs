namespace PromptToImage.Client.Executions;

/// <summary><c>send --wait --json</c>: how it ended.</summary>
/// <param name="Image">The path of the image, when there is one.</param>
internal sealed record WaitView(
    string Id,
    string Status,
    int Attempt,
    string? Image = null,
    string? Manifest = null,
    string? Error = null,
    string? Reason = null,
    string? ExecutionArn = null
);
