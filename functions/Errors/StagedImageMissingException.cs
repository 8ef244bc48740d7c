namespace PromptToImage.Functions.Errors;

/// <summary>The staged image does not exist, and no stored image replaces it. Never retried.</summary>
public sealed class StagedImageMissingException(string message, Exception? innerException = null) : Exception(message, innerException);
