namespace PromptToImage.Functions.Notify;

/// <summary>An execution as Step Functions tells of it after its end.</summary>
/// <param name="Input">The input's text.</param>
/// <param name="LastState">The state that it was in when it ended; null when it had entered none.</param>
internal sealed record EndedExecution(
    string Arn,
    string Name,
    string Input,
    string? Error,
    string? Cause,
    DateTimeOffset StartedAt,
    string? LastState
);
