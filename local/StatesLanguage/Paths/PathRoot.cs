namespace PromptToImage.StatesLanguage.Paths;

/// <summary>The start of a path: <c>$</c>, <c>$$</c> or <c>$name</c>.</summary>
public enum PathRoot : byte
{
    Input,
    Context,
    Variable,
}
