namespace PromptToImage.Functions.Errors;

/// <summary>The model's content filter refused the prompt or its picture. Never retried.</summary>
public sealed class ContentFilteredException(string message) : Exception(message);
