using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>The full record of one image, stored next to it as <c>{id}.json</c>.</summary>
public sealed record ImageManifest
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("prompt")]
    public required string Prompt { get; init; }

    [JsonPropertyName("negativePrompt")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NegativePrompt { get; init; }

    [JsonPropertyName("aspectRatio")]
    public required string AspectRatio { get; init; }

    [JsonPropertyName("seed")]
    public required long Seed { get; init; }

    [JsonPropertyName("outputFormat")]
    public required string OutputFormat { get; init; }

    [JsonPropertyName("modelId")]
    public required string ModelId { get; init; }

    [JsonPropertyName("finishReason")]
    public string? FinishReason { get; init; }

    [JsonPropertyName("image")]
    public required StoredImage Image { get; init; }

    /// <summary>The number of attempts of the prompt, including this one.</summary>
    [JsonPropertyName("attempts")]
    public required int Attempts { get; init; }

    [JsonPropertyName("startedAt")]
    public required DateTimeOffset StartedAt { get; init; }

    [JsonPropertyName("generatedAt")]
    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>How long the model took.</summary>
    [JsonPropertyName("generationMilliseconds")]
    public required long GenerationMilliseconds { get; init; }

    [JsonPropertyName("estimatedCostUsd")]
    public decimal? EstimatedCostUsd { get; init; }

    [JsonPropertyName("executionArn")]
    public required string ExecutionArn { get; init; }
}
