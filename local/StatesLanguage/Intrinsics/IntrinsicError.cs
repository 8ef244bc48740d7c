namespace PromptToImage.StatesLanguage.Intrinsics;

/// <summary>Arguments that a function cannot work with.</summary>
internal sealed class IntrinsicError(string message) : Exception(message);
