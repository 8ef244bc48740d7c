using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>
/// Generate's result: a claim check for the image in the bucket, because a state's data is limited to 256 KiB and an image has megabytes.
/// </summary>
public sealed record StagedImage
{
    [JsonPropertyName("bucket")]
    public required string Bucket { get; init; }

    [JsonPropertyName("key")]
    public required string Key { get; init; }

    /// <summary>Bytes.</summary>
    [JsonPropertyName("size")]
    public required long Size { get; init; }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    [JsonPropertyName("sha256")]
    public required string Sha256 { get; init; }

    /// <summary><c>image/png</c> or <c>image/jpeg</c>.</summary>
    [JsonPropertyName("contentType")]
    public required string ContentType { get; init; }

    /// <summary>The seed that the model reports.</summary>
    [JsonPropertyName("seed")]
    public required long Seed { get; init; }

    [JsonPropertyName("modelId")]
    public required string ModelId { get; init; }

    /// <summary>The finish reason that the model reports; null if it reports none.</summary>
    [JsonPropertyName("finishReason")]
    public string? FinishReason { get; init; }

    [JsonPropertyName("generatedAt")]
    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>How long the model took.</summary>
    [JsonPropertyName("latencyMilliseconds")]
    public required long LatencyMilliseconds { get; init; }

    /// <summary>The list price of this image in US dollars; null if the model's price is unknown.</summary>
    [JsonPropertyName("estimatedCostUsd")]
    public decimal? EstimatedCostUsd { get; init; }
}
