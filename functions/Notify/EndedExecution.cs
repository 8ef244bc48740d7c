namespace PromptToImage.Functions.Notify;

/// <summary>An execution that has ended, as Step Functions describes it.</summary>
/// <param name="Input">The input, as JSON text.</param>
/// <param name="LastState">The state that the execution was in when it ended; null if it had not entered a state.</param>
internal sealed record EndedExecution(
    string Arn,
    string Name,
    string Input,
    string? Error,
    string? Cause,
    DateTimeOffset StartedAt,
    string? LastState
);
