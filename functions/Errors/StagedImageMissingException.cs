namespace PromptToImage.Functions.Errors;

/// <summary>The staged picture is gone and no stored one took its place. Never retried.</summary>
public sealed class StagedImageMissingException(string message, Exception? innerException = null) : Exception(message, innerException);
