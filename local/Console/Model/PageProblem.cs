namespace PromptToImage.WebConsole.Model;

/// <summary>An error that the console shows as a page.</summary>
public sealed record PageProblem(string Title, string Text);
