namespace PromptToImage.WebConsole.Diagrams.Layout;

/// <summary>An edge that points downwards for the layout.</summary>
/// <param name="Edge">The edge of the diagram.</param>
/// <param name="Upper">The end in the higher layer.</param>
/// <param name="Lower">The end in the lower layer.</param>
/// <param name="Reversed">Whether the edge of the diagram points upwards, as in a loop.</param>
internal sealed record LayoutEdge(DiagramEdge Edge, LayoutVertex Upper, LayoutVertex Lower, bool Reversed)
{
    public List<LayoutVertex> Bends { get; } = [];
}
