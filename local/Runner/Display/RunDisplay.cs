using System.Collections.Concurrent;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.StatesLanguage.History;
using Spectre.Console;

namespace PromptToImage.Runner.Display;

/// <summary>What the runner says: where everything is, and each execution as it goes. Plain lines when the output is no terminal.</summary>
internal sealed class RunDisplay(IAnsiConsole console, bool terminal)
{
    private readonly ConcurrentDictionary<string, ExecutionNarrator> _narrators = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public void Welcome(IReadOnlyList<(string What, string Where)> places)
    {
        var width = places.Max(place => place.What.Length) + 2;
        lock (_lock)
        {
            Line(terminal ? "[bold]PromptToImage on this machine[/]" : "PromptToImage on this machine", marked: true);
            foreach (var (what, where) in places)
            {
                Line(terminal ? $"  [grey]{what.PadRight(width)}[/]{Markup.Escape(where)}" : $"  {what.PadRight(width)}{where}", terminal);
            }

            Line("", marked: false);
        }
    }

    public void Say(string line)
    {
        lock (_lock)
        {
            Line(line, marked: false);
        }
    }

    /// <summary>Tells of every new event of an execution.</summary>
    /// <param name="change">The new events.</param>
    /// <param name="history">An execution's events from the first on; asked for one that began before this program did.</param>
    public void Show(ExecutionChange change, Func<string, IReadOnlyList<HistoryEvent>> history)
    {
        var name = change.Execution.Name;
        var narrator = _narrators.GetOrAdd(name, _ => Recall(change, history));
        lock (_lock)
        {
            foreach (var happened in change.Events)
            {
                if (narrator.Tell(happened) is { } step)
                {
                    Line(terminal ? StepLine.Marked(name, step) : StepLine.Plain(name, step), terminal);
                    if (step.Kind is StepKind.ExecutionSucceeded or StepKind.ExecutionFailed)
                    {
                        _narrators.TryRemove(name, out _);
                    }
                }
            }
        }
    }

    /// <summary>A narrator who knows what was told of the execution before.</summary>
    private static ExecutionNarrator Recall(ExecutionChange change, Func<string, IReadOnlyList<HistoryEvent>> history)
    {
        var narrator = new ExecutionNarrator();
        if (change.Events[0].Id > 1)
        {
            foreach (var earlier in history(change.Execution.Arn).TakeWhile(earlier => earlier.Id < change.Events[0].Id))
            {
                narrator.Tell(earlier);
            }
        }

        return narrator;
    }

    private void Line(string text, bool marked)
    {
        if (marked && terminal)
        {
            console.MarkupLine(text);
        }
        else
        {
            // Not through the console, which would wrap: a path must stay whole.
            console.Profile.Out.Writer.WriteLine(text);
        }
    }
}
