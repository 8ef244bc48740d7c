namespace PromptToImage.WebConsole.Diagrams;

/// <summary>Boxes and the arrows between them, before they have a place.</summary>
public sealed record Diagram(IReadOnlyList<DiagramNode> Nodes, IReadOnlyList<DiagramEdge> Edges);
