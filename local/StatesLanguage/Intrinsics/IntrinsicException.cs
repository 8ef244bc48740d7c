namespace PromptToImage.StatesLanguage.Intrinsics;

/// <summary>Arguments that a function cannot work with.</summary>
internal sealed class IntrinsicException(string message) : Exception(message);
