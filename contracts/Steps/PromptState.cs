using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>
/// The data of an execution when it enters Notify: its input and the result of each completed step. An absent result shows which state
/// failed.
/// </summary>
public sealed record PromptState
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("attempt")]
    public required int Attempt { get; init; }

    /// <summary>The body of the queue message; present only for failures.</summary>
    [JsonPropertyName("message")]
    public string? Message { get; init; }

    [JsonPropertyName("request")]
    public GenerationRequest? Request { get; init; }

    [JsonPropertyName("image")]
    public StagedImage? Image { get; init; }

    [JsonPropertyName("stored")]
    public StoredImage? Stored { get; init; }

    /// <summary>The error that failed the prompt.</summary>
    [JsonPropertyName("error")]
    public StatesError? Error { get; init; }

    /// <summary>The error that prevented the dead letter. If it is present, the dead-letter queue does not have the prompt.</summary>
    [JsonPropertyName("deadLetterError")]
    public StatesError? DeadLetterError { get; init; }
}
