using System.Globalization;
using PromptToImage.CommandLine;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Values;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PromptToImage.Client.Executions;

/// <summary>Draws a snapshot as a table with a row for each state that the execution has entered.</summary>
internal static class SnapshotTable
{
    /// <summary>The redrawn table keeps its height. The line at the end has the whole reason.</summary>
    private const int ReasonLength = 60;

    public static IRenderable Create(ExecutionSnapshot snapshot, DateTimeOffset now)
    {
        var attempt = snapshot.Attempt > 1 ? string.Create(CultureInfo.InvariantCulture, $", attempt {snapshot.Attempt}") : "";
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "", "", "");
        foreach (var state in snapshot.States)
        {
            var style = StyleOf(state.Status);
            table.AddRow(
                new Text(SymbolOf(state.Status), style),
                new Text(state.Name, style),
                new Text(DurationText.Format((state.LeftAt ?? now) - state.EnteredAt)),
                new Text(Describe(state, ReasonLength))
            );
        }
        return new Rows(new Text($"{snapshot.Id}{attempt}: {Describe(snapshot.Status)}", new Style(decoration: Decoration.Bold)), table);
    }

    /// <summary>The state's status with its retries and error. It does not depend on the time.</summary>
    /// <param name="reasonLength">The largest length of the error with its reason.</param>
    public static string Describe(StateSummary state, int reasonLength = int.MaxValue)
    {
        var retries = state.Retries switch
        {
            0 => "",
            1 => ", 1 retry",
            var many => string.Create(CultureInfo.InvariantCulture, $", {many} retries"),
        };
        var error = state is { Error: not null, Status: not StateStatuses.Succeeded }
            ? $": {PlainText.Shortened(PlainText.OneLine($"{state.Error}: {state.Reason}"), reasonLength)}"
            : "";
        return $"{state.Status}{retries}{error}";
    }

    private static string Describe(string status)
    {
        return status == PromptStatuses.NotStarted ? "waiting in the queue" : status;
    }

    private static string SymbolOf(string status)
    {
        return status switch
        {
            StateStatuses.Succeeded => "✓",
            StateStatuses.CaughtError => "!",
            StateStatuses.Failed or StateStatuses.Cancelled => "✗",
            _ => "…",
        };
    }

    private static Style StyleOf(string status)
    {
        return new Style(
            status switch
            {
                StateStatuses.Succeeded => Color.Green,
                StateStatuses.CaughtError => Color.Yellow,
                StateStatuses.Failed or StateStatuses.Cancelled => Color.Red,
                _ => Color.Blue,
            }
        );
    }
}
