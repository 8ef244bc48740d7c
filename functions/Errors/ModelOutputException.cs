namespace PromptToImage.Functions.Errors;

/// <summary>The model answered without a usable picture. Retried, but each try is paid.</summary>
public sealed class ModelOutputException(string message, Exception? innerException = null) : Exception(message, innerException);
