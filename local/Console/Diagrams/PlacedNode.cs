namespace PromptToImage.WebConsole.Diagrams;

/// <summary>A node with its place: the upper left corner and the size.</summary>
public sealed record PlacedNode(DiagramNode Node, double X, double Y, double Width, double Height, IReadOnlyList<PlacedDiagram> Inner);
