namespace PromptToImage.WebConsole.Diagrams;

/// <summary>An arrow of a diagram.</summary>
/// <param name="From">Id of the node that it leaves.</param>
/// <param name="To">Id of the node that it comes to.</param>
/// <param name="Kind">Why one goes this way.</param>
/// <param name="Label">What is written beside it; empty for nothing.</param>
public sealed record DiagramEdge(string From, string To, EdgeKind Kind, string Label);
