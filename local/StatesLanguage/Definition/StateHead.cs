namespace PromptToImage.StatesLanguage.Definition;

/// <summary>The fields that all states share.</summary>
internal sealed record StateHead(string Name, string JsonPointer, string? Comment, string? Next, StateData Data);
