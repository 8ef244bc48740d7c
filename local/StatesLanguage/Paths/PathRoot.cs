namespace PromptToImage.StatesLanguage.Paths;

/// <summary>What a path starts from: <c>$</c>, <c>$$</c> or <c>$name</c>.</summary>
public enum PathRoot : byte
{
    Input,
    Context,
    Variable,
}
