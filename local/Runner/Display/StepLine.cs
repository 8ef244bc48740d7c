using PromptToImage.CommandLine;
using Spectre.Console;

namespace PromptToImage.Runner.Display;

/// <summary>A step as one line: plain text, or with markup for a terminal.</summary>
public static class StepLine
{
    private const int StateWidth = 20;

    public static string Plain(string execution, Step step) => $"{execution}  {step.What.PadRight(StateWidth)}{Printable(step.Detail)}";

    public static string Marked(string execution, Step step)
    {
        var (symbol, colour) = step.Kind switch
        {
            StepKind.StateSucceeded => ("✓", "green"),
            StepKind.Retried => ("↻", "yellow"),
            StepKind.ExecutionSucceeded => ("●", "green"),
            _ => ("✗", "red"),
        };
        return $"[grey]{Markup.Escape(execution)}[/]  [{colour}]{symbol}[/] {Markup.Escape(step.What.PadRight(StateWidth))}{Markup.Escape(Printable(step.Detail))}";
    }

    /// <summary>Text from a prompt or an error never moves the cursor or starts a new line.</summary>
    private static string Printable(string text) => PlainText.OneLine(text);
}
