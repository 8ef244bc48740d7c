namespace PromptToImage.Functions.Generate;

/// <summary>An image that a model generated, with its seed and finish reason.</summary>
internal sealed record ModelImage(byte[] Bytes, long Seed, string? FinishReason);
