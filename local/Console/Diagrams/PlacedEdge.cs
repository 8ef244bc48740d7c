namespace PromptToImage.WebConsole.Diagrams;

/// <summary>An edge with the points of its line.</summary>
public sealed record PlacedEdge(DiagramEdge Edge, IReadOnlyList<(double X, double Y)> Points);
