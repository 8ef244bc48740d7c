using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>The input of the state <c>Store image</c>.</summary>
public sealed record StoreInput
{
    [JsonPropertyName("attempt")]
    public required int Attempt { get; init; }

    [JsonPropertyName("request")]
    public required GenerationRequest Request { get; init; }

    [JsonPropertyName("image")]
    public required StagedImage Image { get; init; }

    [JsonPropertyName("execution")]
    public required ExecutionReference Execution { get; init; }
}
