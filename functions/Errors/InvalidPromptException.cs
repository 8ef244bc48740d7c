namespace PromptToImage.Functions.Errors;

/// <summary>The message breaks the rules for prompts. The exception's message lists every error. Never retried.</summary>
public sealed class InvalidPromptException(string message) : Exception(message);
