namespace PromptToImage.WebConsole.Diagrams;

/// <summary>What a drawing says of a node beyond the definition.</summary>
/// <param name="Attributes">Further attributes, with a leading space, values encoded.</param>
/// <param name="Badge">A short text on its corner, such as a number of retries; empty for none.</param>
/// <param name="Link">Where a click on it leads; empty for nowhere.</param>
/// <param name="Description">What the link says to those who cannot see the drawing.</param>
public sealed record NodeDecoration(string Attributes, string Badge, string Link = "", string Description = "");
