namespace PromptToImage.Pipeline.Models.OpenAi;

/// <summary>The response of <c>GET /v1/models</c>.</summary>
internal sealed record ModelList(IReadOnlyList<ModelEntry>? Data);

internal sealed record ModelEntry(string? Id);
