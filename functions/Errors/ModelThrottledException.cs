namespace PromptToImage.Functions.Errors;

/// <summary>The model is busy, or the account's quota is used up for now. Retried over a long time.</summary>
public sealed class ModelThrottledException(string message, Exception? innerException = null) : Exception(message, innerException);
