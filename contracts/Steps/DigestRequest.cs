using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>Which images a daily digest reports: the part of Notify's input that the rule with the schedule sends.</summary>
public sealed record DigestRequest
{
    [JsonPropertyName("bucket")]
    public required string Bucket { get; init; }

    /// <summary>The prefix of the keys of images, ending with a slash.</summary>
    [JsonPropertyName("folder")]
    public required string Folder { get; init; }

    /// <summary>The time for which the digest is scheduled. It reports the 24 hours before.</summary>
    [JsonPropertyName("until")]
    public required DateTimeOffset Until { get; init; }
}
