namespace PromptToImage.WebConsole.Diagrams;

/// <summary>An arrow of a diagram.</summary>
/// <param name="From">The id of the source node.</param>
/// <param name="To">The id of the target node.</param>
/// <param name="Kind">The reason for the transition.</param>
/// <param name="Label">The text at the arrow; empty for none.</param>
public sealed record DiagramEdge(string From, string To, DiagramEdgeKind Kind, string Label);
