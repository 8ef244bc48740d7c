namespace PromptToImage.Client.Executions;

/// <summary>How far one state of an execution is.</summary>
/// <param name="Status">One of <see cref="StateStatus"/>.</param>
/// <param name="Retries">How often it was tried again.</param>
/// <param name="Error">The last error it had, though it may have got over it.</param>
internal sealed record StateProgress(
    string Name,
    string Status,
    DateTimeOffset EnteredAt,
    DateTimeOffset? LeftAt,
    int Retries,
    string? Error,
    string? Reason
);
