namespace PromptToImage.Pipeline.Api;

/// <summary>An execution as <c>GET /generate/{id}</c> reports it.</summary>
/// <param name="Status">As Step Functions names it: <c>RUNNING</c>, <c>SUCCEEDED</c>, <c>FAILED</c>, ….</param>
/// <param name="Input">JSON text.</param>
/// <param name="Output">JSON text, when it succeeded.</param>
public sealed record GenerateExecution(
    string Status,
    DateTimeOffset StartDate,
    DateTimeOffset? StopDate,
    string Input,
    string? Output,
    string? Error,
    string? Cause
);
