namespace PromptToImage.StatesLanguage.Intrinsics;

/// <summary>A function does not accept the value of an argument.</summary>
/// <param name="message">The reason, without the function.</param>
internal sealed class IntrinsicException(string message) : Exception(message);
