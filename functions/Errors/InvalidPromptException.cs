namespace PromptToImage.Functions.Errors;

/// <summary>The message breaks the rules for prompts; its text lists every fault. Never retried.</summary>
public sealed class InvalidPromptException(string message) : Exception(message);
