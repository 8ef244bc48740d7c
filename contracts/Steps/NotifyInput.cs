using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>
/// The input of Notify. The state machine sends <c>stored</c> and <c>failed</c> with <see cref="Prompt"/> and <see cref="Execution"/>. The
/// rule on execution status sends <c>unhandled</c> with the next four properties. Notify does not read the input that this rule sends,
/// because an event can omit it: Notify calls DescribeExecution instead. The schedule of the digest sends <c>digest</c> with
/// <see cref="Digest"/>.
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

    [JsonPropertyName("digest")]
    public DigestRequest? Digest { get; init; }
}
