namespace PromptToImage.Functions.Generate;

/// <summary>What a model drew.</summary>
internal sealed record ModelImage(byte[] Bytes, long Seed, string? FinishReason);
