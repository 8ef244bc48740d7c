using System.Text.Json.Serialization;

namespace PromptToImage.Pipeline.Models.OpenAi;

/// <summary>The response of <c>POST /v1/images/generations</c>.</summary>
internal sealed record ImagesResponse(IReadOnlyList<ImageData>? Data);

/// <summary>One image: its bytes in Base64, or an address.</summary>
internal sealed record ImageData([property: JsonPropertyName("b64_json")] byte[]? Bytes, string? Url);
