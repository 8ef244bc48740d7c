using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>Validate's result: a valid prompt with all defaults applied.</summary>
public sealed record GenerationRequest
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>Trimmed, 1 to 10,000 characters.</summary>
    [JsonPropertyName("prompt")]
    public required string Prompt { get; init; }

    [JsonPropertyName("negativePrompt")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NegativePrompt { get; init; }

    [JsonPropertyName("aspectRatio")]
    public required string AspectRatio { get; init; }

    /// <summary>0 to 4294967294.</summary>
    [JsonPropertyName("seed")]
    public required long Seed { get; init; }

    /// <summary><c>png</c> or <c>jpeg</c>.</summary>
    [JsonPropertyName("outputFormat")]
    public required string OutputFormat { get; init; }

    [JsonPropertyName("modelId")]
    public required string ModelId { get; init; }
}
