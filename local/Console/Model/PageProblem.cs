namespace PromptToImage.WebConsole.Model;

/// <summary>Why there is no page to show, or why what a form asked for was not done.</summary>
public sealed record PageProblem(string Title, string Text);
