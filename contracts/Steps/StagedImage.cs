using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>
/// Generate's result: a claim check for the picture in the bucket, since a state's data is limited to 256 KiB
/// and a picture is megabytes.
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

    /// <summary>The seed that the model says it used.</summary>
    [JsonPropertyName("seed")]
    public required long Seed { get; init; }

    [JsonPropertyName("modelId")]
    public required string ModelId { get; init; }

    /// <summary>The model's own word on how it ended; null when it had nothing to say.</summary>
    [JsonPropertyName("finishReason")]
    public string? FinishReason { get; init; }

    [JsonPropertyName("generatedAt")]
    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>How long the model took.</summary>
    [JsonPropertyName("latencyMilliseconds")]
    public required long LatencyMilliseconds { get; init; }

    /// <summary>List price of this picture in US dollars; null when the model's price is not known.</summary>
    [JsonPropertyName("estimatedCostUsd")]
    public decimal? EstimatedCostUsd { get; init; }
}
