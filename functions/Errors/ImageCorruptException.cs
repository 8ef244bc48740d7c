namespace PromptToImage.Functions.Errors;

/// <summary>What was staged is not the picture that it claims to be. Never retried.</summary>
public sealed class ImageCorruptException(string message) : Exception(message);
