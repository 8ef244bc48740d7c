namespace PromptToImage.WebConsole.Diagrams;

/// <summary>An edge with the points that it passes, first to last.</summary>
public sealed record PlacedEdge(DiagramEdge Edge, IReadOnlyList<(double X, double Y)> Points);
