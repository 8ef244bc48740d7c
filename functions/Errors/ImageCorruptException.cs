namespace PromptToImage.Functions.Errors;

/// <summary>The staged object is not the image that its claim check describes. Never retried.</summary>
public sealed class ImageCorruptException(string message) : Exception(message);
