using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>
/// What an execution knows of its prompt when it comes to Notify: its input, with the result of every step that it
/// passed. What is absent tells which state failed.
/// </summary>
public sealed record PromptState
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("attempt")]
    public required int Attempt { get; init; }

    /// <summary>The body of the queue message; given with failures only.</summary>
    [JsonPropertyName("message")]
    public string? Message { get; init; }

    [JsonPropertyName("request")]
    public GenerationRequest? Request { get; init; }

    [JsonPropertyName("image")]
    public StagedImage? Image { get; init; }

    [JsonPropertyName("stored")]
    public StoredImage? Stored { get; init; }

    /// <summary>What failed the prompt.</summary>
    [JsonPropertyName("error")]
    public StatesError? Error { get; init; }

    /// <summary>What failed the dead-lettering of the prompt: then it is in no queue.</summary>
    [JsonPropertyName("deadLetterError")]
    public StatesError? DeadLetterError { get; init; }
}
