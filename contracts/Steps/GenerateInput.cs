using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>What <c>Generate image</c> is given.</summary>
public sealed record GenerateInput
{
    [JsonPropertyName("attempt")]
    public required int Attempt { get; init; }

    [JsonPropertyName("request")]
    public required GenerationRequest Request { get; init; }
}
