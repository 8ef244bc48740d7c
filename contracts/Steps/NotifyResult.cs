using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>What Notify did. The state machine discards it; a person testing the function by hand does not.</summary>
public sealed record NotifyResult
{
    /// <summary>The notice's id at the topic.</summary>
    [JsonPropertyName("messageId")]
    public required string? MessageId { get; init; }

    /// <summary>Whether this call sent the prompt to the dead-letter queue.</summary>
    [JsonPropertyName("deadLettered")]
    public bool DeadLettered { get; init; }
}
