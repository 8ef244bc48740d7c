namespace PromptToImage.StatesLanguage.Definition;

/// <summary>A way from one state to another, before it is known whether the other exists.</summary>
/// <param name="Pointer">Where the target is named.</param>
internal readonly record struct Transition(string From, string To, string Pointer);
