namespace PromptToImage.StatesLanguage.Definition;

public enum TaskResourceKind : byte
{
    Lambda = 0,
    Activity = 1,
    Integration = 2,
}
