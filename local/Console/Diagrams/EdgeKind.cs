namespace PromptToImage.WebConsole.Diagrams;

/// <summary>Why one goes from a state to another.</summary>
public enum EdgeKind
{
    Next,
    Choice,
    Default,
    Catch,
}
