namespace PromptToImage.Tests.Fuzzing;

/// <summary>What a fuzz target did not stand.</summary>
internal sealed class FuzzFailureException(string message, Exception? cause) : Exception(message, cause);
