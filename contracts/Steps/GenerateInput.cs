using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>The input of the state <c>Generate image</c>.</summary>
public sealed record GenerateInput
{
    [JsonPropertyName("attempt")]
    public required int Attempt { get; init; }

    [JsonPropertyName("request")]
    public required GenerationRequest Request { get; init; }
}
