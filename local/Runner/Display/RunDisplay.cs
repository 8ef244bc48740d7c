using System.Collections.Concurrent;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.StatesLanguage.History;
using Spectre.Console;

namespace PromptToImage.Runner.Display;

/// <summary>
/// Writes the runner's output: addresses and files first, then the steps of each execution. Without markup where it is redirected.
/// </summary>
internal sealed class RunDisplay(IAnsiConsole console, bool terminal)
{
    private readonly ConcurrentDictionary<string, ExecutionNarrator> _narrators = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <param name="sendCommand">A command that sends a prompt. It stands on a line of its own, so that it can be copied.</param>
    public void Welcome(IReadOnlyList<(string What, string Where)> places, string sendCommand)
    {
        var width = places.Max(place => place.What.Length) + 2;
        lock (_lock)
        {
            Line(terminal ? "[bold]PromptToImage on this machine[/]" : "PromptToImage on this machine", marked: true);
            foreach (var (what, where) in places)
            {
                Line(terminal ? $"  [grey]{what.PadRight(width)}[/]{Markup.Escape(where)}" : $"  {what.PadRight(width)}{where}", terminal);
            }

            Line("To send a prompt with the AWS CLI:", marked: false);
            Line(sendCommand, marked: false);
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

    /// <summary>Writes the steps that new events of an execution complete.</summary>
    /// <param name="change">The new events.</param>
    /// <param name="history">Reads an execution's events from the first on, for executions that started before this program.</param>
    public void Show(ExecutionChange change, Func<string, IReadOnlyList<HistoryEvent>> history)
    {
        var name = change.Execution.Name;
        var narrator = _narrators.GetOrAdd(name, _ => Recall(change, history));
        lock (_lock)
        {
            foreach (var historyEvent in change.Events)
            {
                if (narrator.Read(historyEvent) is { } step)
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

    /// <summary>A narrator that has read the execution's earlier events.</summary>
    private static ExecutionNarrator Recall(ExecutionChange change, Func<string, IReadOnlyList<HistoryEvent>> history)
    {
        var narrator = new ExecutionNarrator();
        if (change.Events[0].Id > 1)
        {
            foreach (var earlier in history(change.Execution.Arn).TakeWhile(earlier => earlier.Id < change.Events[0].Id))
            {
                narrator.Read(earlier);
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
            // Not through the console, which would wrap paths and commands.
            console.Profile.Out.Writer.WriteLine(text);
        }
    }
}
