namespace PromptToImage.Functions.Errors;

/// <summary>The model's content filter blocked the prompt or its image. Never retried.</summary>
public sealed class ContentFilteredException(string message) : Exception(message);
