using System.Globalization;
using System.Text;
using PromptToImage.Contracts;

namespace PromptToImage.Simulation.MockedCases;

/// <summary>Writes a report for a terminal.</summary>
public static class CaseReportText
{
    public static string Write(CaseReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        foreach (var result in report.Cases)
        {
            Write(text, result);
        }

        if (report.UnreachedStates.Count > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"No case reached these states: {string.Join(", ", report.UnreachedStates)}");
        }

        foreach (var catcher in report.UnreachedCatchers)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"No case reached catcher {catcher.Index} of '{catcher.State}' ({string.Join(", ", catcher.Errors)})"
            );
        }

        if (report.UnreachedStates.Count == 0 && report.UnreachedCatchers.Count == 0)
        {
            text.AppendLine("Every state and every catcher was reached.");
        }

        var failed = report.Cases.Count(result => result.InvalidReason is not null);
        text.AppendLine(CultureInfo.InvariantCulture, $"{report.Cases.Count - failed} passed, {failed} failed");
        return text.ToString();
    }

    private static void Write(StringBuilder text, CaseResult result)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"{(result.InvalidReason is null ? "passed" : "FAILED")}  {result.Name}");
        foreach (var step in result.Path)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"          {step}{(step.Catcher is { } catcher ? $" → catcher {catcher}" : "")}"
            );
        }

        var end = result switch
        {
            { InvalidReason: { } reason } => $"failed: {reason}",
            { Error: not null } or { Cause: not null } => $"{result.Status} {ErrorText.Describe(result.Error, result.Cause)}",
            _ => $"{result.Status} {result.Output}",
        };
        text.AppendLine(CultureInfo.InvariantCulture, $"        = {end}");
        text.AppendLine();
    }
}
