namespace PromptToImage.WebConsole.Model;

/// <summary>The text of the page that reports an error.</summary>
public sealed record ErrorPage(string Title, string Text);
