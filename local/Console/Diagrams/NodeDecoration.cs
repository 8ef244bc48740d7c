namespace PromptToImage.WebConsole.Diagrams;

/// <summary>Additions to the drawing of a node.</summary>
/// <param name="Attributes">Further attributes with a leading space; values are encoded.</param>
/// <param name="Badge">A short text at the corner, such as the number of retries; empty for none.</param>
/// <param name="Link">The address that a click opens; empty for none.</param>
/// <param name="Description">The accessible text of the link.</param>
public sealed record NodeDecoration(string Attributes, string Badge, string Link = "", string Description = "");
