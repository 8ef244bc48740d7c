namespace PromptToImage.Functions.Errors;

/// <summary>The model's service failed or could not be reached. Retried.</summary>
public sealed class ModelUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
