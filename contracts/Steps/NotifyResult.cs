using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>The result of Notify. The state machine discards it; it is for manual tests of the function.</summary>
public sealed record NotifyResult
{
    /// <summary>The message id that SNS gave the notice.</summary>
    [JsonPropertyName("messageId")]
    public required string? MessageId { get; init; }

    /// <summary>Whether this call sent the prompt to the dead-letter queue.</summary>
    [JsonPropertyName("deadLettered")]
    public bool DeadLettered { get; init; }
}
