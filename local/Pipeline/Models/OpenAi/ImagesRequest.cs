namespace PromptToImage.Pipeline.Models.OpenAi;

/// <summary>
/// The body of <c>POST /v1/images/generations</c>: https://platform.openai.com/docs/api-reference/images/create. <see cref="Seed"/> and
/// <see cref="NegativePrompt"/> are fields of LocalAI and vLLM-Omni; other servers ignore them.
/// </summary>
internal sealed record ImagesRequest
{
    public string? Model { get; init; }

    public required string Prompt { get; init; }

    /// <summary>The number of images.</summary>
    public int N { get; init; } = 1;

    /// <summary>Width and height in pixels, for example <c>1344x768</c>.</summary>
    public required string Size { get; init; }

    public string ResponseFormat { get; init; } = "b64_json";

    /// <summary><c>png</c> or <c>jpeg</c>.</summary>
    public required string OutputFormat { get; init; }

    public required long Seed { get; init; }

    public string? NegativePrompt { get; init; }
}
