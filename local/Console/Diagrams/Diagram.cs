namespace PromptToImage.WebConsole.Diagrams;

/// <summary>Nodes and edges without positions.</summary>
public sealed record Diagram(IReadOnlyList<DiagramNode> Nodes, IReadOnlyList<DiagramEdge> Edges);
