namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>A step that the execution as a whole, and no state in it, is about to take.</summary>
internal enum PendingStep : byte
{
    None,
    Start,
    Abort,
    TimeOut,
    Redrive,
}
