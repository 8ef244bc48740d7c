using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>
/// The input of an execution, which Start writes and Validate reads. Two deliveries of one message give equal inputs, because
/// StartExecution is idempotent by name and input.
/// </summary>
public sealed record ExecutionInput
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>1 for the first attempt of a prompt; each redrive of its dead letter adds one.</summary>
    [JsonPropertyName("attempt")]
    public required int Attempt { get; init; }

    /// <summary>The unchanged body of the queue message: plain text or a JSON object.</summary>
    [JsonPropertyName("message")]
    public required string Message { get; init; }
}
