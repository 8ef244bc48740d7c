namespace PromptToImage.WebConsole.Diagrams;

/// <summary>A diagram whose nodes and edges have places, relative to its upper left corner, which is at <see cref="X"/>, <see cref="Y"/>.</summary>
public sealed record PlacedDiagram(
    double X,
    double Y,
    double Width,
    double Height,
    IReadOnlyList<PlacedNode> Nodes,
    IReadOnlyList<PlacedEdge> Edges
);
