namespace PromptToImage.Functions.Errors;

/// <summary>The model's service rejected the request itself: not valid, not allowed, no such model. Never retried.</summary>
public sealed class ModelRequestRejectedException(string message, Exception? innerException = null) : Exception(message, innerException);
