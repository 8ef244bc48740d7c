using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>
/// What Start gives an execution and Validate reads. Nothing in it differs between two deliveries of one message,
/// since StartExecution is idempotent by name and input.
/// </summary>
public sealed record ExecutionInput
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>1 for a prompt's first run; each redrive of its dead letter adds one.</summary>
    [JsonPropertyName("attempt")]
    public required int Attempt { get; init; }

    /// <summary>The body of the queue message, untouched: plain text or a JSON object.</summary>
    [JsonPropertyName("message")]
    public required string Message { get; init; }
}
