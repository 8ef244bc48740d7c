using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>Store's result: the location of the image and its manifest.</summary>
public sealed record StoredImage
{
    [JsonPropertyName("bucket")]
    public required string Bucket { get; init; }

    [JsonPropertyName("key")]
    public required string Key { get; init; }

    [JsonPropertyName("manifestKey")]
    public required string ManifestKey { get; init; }

    [JsonPropertyName("contentType")]
    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    [JsonPropertyName("size")]
    public required long Size { get; init; }

    [JsonPropertyName("sha256")]
    public required string Sha256 { get; init; }

    /// <summary>Pixels.</summary>
    [JsonPropertyName("width")]
    public required int Width { get; init; }

    /// <summary>Pixels.</summary>
    [JsonPropertyName("height")]
    public required int Height { get; init; }

    [JsonPropertyName("storedAt")]
    public required DateTimeOffset StoredAt { get; init; }
}
