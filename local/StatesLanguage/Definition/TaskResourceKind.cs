namespace PromptToImage.StatesLanguage.Definition;

public enum TaskResourceKind : byte
{
    Lambda,
    Activity,
    Integration,
}
