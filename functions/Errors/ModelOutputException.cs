namespace PromptToImage.Functions.Errors;

/// <summary>The model answered without a usable image. Retried; each try is charged.</summary>
public sealed class ModelOutputException(string message, Exception? innerException = null) : Exception(message, innerException);
