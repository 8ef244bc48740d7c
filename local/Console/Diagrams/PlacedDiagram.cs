namespace PromptToImage.WebConsole.Diagrams;

/// <summary>A diagram with positions. Nodes and edges are relative to its upper left corner at <see cref="X"/>, <see cref="Y"/>.</summary>
public sealed record PlacedDiagram(
    double X,
    double Y,
    double Width,
    double Height,
    IReadOnlyList<PlacedNode> Nodes,
    IReadOnlyList<PlacedEdge> Edges
);
