namespace PromptToImage.StatesLanguage.Choices;

/// <summary>The type of a literal on the right side of a comparison.</summary>
internal enum OperandKind : byte
{
    Text,
    Number,
    Boolean,
    Timestamp,
}
