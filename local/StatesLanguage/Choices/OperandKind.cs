namespace PromptToImage.StatesLanguage.Choices;

internal enum OperandKind : byte
{
    Text,
    Number,
    Boolean,
    Timestamp,
}
