using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>
/// What Notify is given. <c>stored</c> and <c>failed</c> come from the state machine with <see cref="Prompt"/> and
/// <see cref="Execution"/>; <c>unhandled</c> comes from the rule on execution status, with the rest. What else that rule
/// sends (the input, when the event had room for it) is not read: Notify asks for the execution itself.
/// </summary>
public sealed record NotifyInput
{
    /// <summary>One of <see cref="Steps.Outcome"/>.</summary>
    [JsonPropertyName("outcome")]
    public required string Outcome { get; init; }

    [JsonPropertyName("prompt")]
    public PromptState? Prompt { get; init; }

    [JsonPropertyName("execution")]
    public ExecutionReference? Execution { get; init; }

    [JsonPropertyName("executionArn")]
    public string? ExecutionArn { get; init; }

    /// <summary><c>TIMED_OUT</c> or <c>FAILED</c>.</summary>
    [JsonPropertyName("status")]
    public string? Status { get; init; }

    [JsonPropertyName("error")]
    public string? Error { get; init; }

    [JsonPropertyName("cause")]
    public string? Cause { get; init; }
}
