namespace PromptToImage.WebConsole.Diagrams;

/// <summary>A node with the position of its upper left corner and its size.</summary>
public sealed record PlacedNode(DiagramNode Node, double X, double Y, double Width, double Height, IReadOnlyList<PlacedDiagram> Inner);
