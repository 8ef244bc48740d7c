namespace PromptToImage.Tests.Fuzzing;

/// <summary>A fuzz target failed on an input.</summary>
internal sealed class FuzzFailureException(string message, Exception? cause) : Exception(message, cause);
