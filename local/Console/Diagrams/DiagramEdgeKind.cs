namespace PromptToImage.WebConsole.Diagrams;

/// <summary>The reason for a transition between two states.</summary>
public enum DiagramEdgeKind
{
    Next,
    Choice,
    Default,
    Catch,
}
