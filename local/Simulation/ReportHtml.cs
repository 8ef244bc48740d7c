using System.Globalization;
using System.Net;
using System.Text;

namespace PromptToImage.Simulation;

/// <summary>The report as one self-contained page with tables and plots.</summary>
public static class ReportHtml
{
    private const int PlotWidth = 880;
    private const int PlotHeight = 180;

    public static string Write(SimulationReport report)
    {
        var page = new StringBuilder();
        page.Append(
            """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Simulation of PromptToImage</title>
            <style>
              :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
              body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
              table { border-collapse: collapse; margin: 1rem 0; }
              th, td { text-align: left; padding: .25rem 1rem .25rem 0; border-bottom: 1px solid #8884; vertical-align: top; }
              th { font-weight: 600; }
              td.n { text-align: right; font-variant-numeric: tabular-nums; }
              svg { width: 100%; height: auto; }
              .line { fill: #2a7de133; stroke: #2a7de1; stroke-width: 1.5; }
              .alarm { fill: #d1383830; }
              .axis { stroke: currentColor; stroke-opacity: .4; }
              text { fill: currentColor; font-size: 12px; }
            </style>
            <h1>Simulation of PromptToImage</h1>
            <table>

            """
        );
        foreach (var (name, value) in report.Options)
        {
            Row(page, name, value);
        }

        page.Append("</table>\n<h2>Outcome</h2>\n<table>\n");
        Row(page, "Prompts", Number(report.Prompts));
        Row(page, "Images", Number(report.Images));
        Row(page, "Dead letters", Number(report.DeadLetterCount));
        foreach (var (error, count) in report.DeadLetters)
        {
            Row(page, error, Number(count));
        }

        if (report.Expired > 0)
        {
            Row(page, $"Expired ({ReportWords.Retention})", Number(report.Expired));
        }

        Row(page, "Drained in", ReportWords.Seconds(report.DrainSeconds));
        Row(page, "Ideal", ReportWords.Seconds(report.IdealSeconds));
        Row(page, "Oldest prompt", ReportWords.Seconds(report.OldestAgeSeconds));
        Row(page, "First wait", ReportWords.FirstWait(report));
        Row(page, "In ALARM", ReportWords.Alarms(report));
        Row(page, "Last start", ReportWords.Seconds(report.LastStartSeconds));
        Row(page, "Started out of order", ReportWords.Inversions(report));
        Row(page, "ListExecutions", ReportWords.ListCalls(report));
        Row(page, "Over the concurrency limit", ReportWords.Overshoot(report));
        Row(page, "Throttles", Number(report.Throttles));
        Row(page, "Retries", Number(report.Retries));
        Row(page, "State transitions", Number(report.StateTransitions));
        page.Append("</table>\n<h2>Distributions</h2>\n<table>\n<tr><th></th><th>p50</th><th>p95</th><th>p99</th><th>max</th></tr>\n");
        Quantiles(page, "Sent to stored", report.SendToStoredSeconds, ReportWords.Seconds);
        Quantiles(page, "Receives per message", report.ReceivesPerMessage, Number);
        page.Append("</table>\n");
        Plot(page, "Executions at once", report.ExecutionsAtOnce, report.ExecutionsSlotSeconds, report);
        Plot(page, "Prompts waiting", report.Backlog, report.BacklogSlotSeconds, report);
        page.Append("<p>Shaded: the alarm on the oldest prompt is in ALARM.</p>\n<h2>Estimated bill</h2>\n<table>\n");
        foreach (var item in report.Bill)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<tr><th scope=\"row\">{Encode(item.What)}</th><td class=\"n\">{item.Quantity:N0}</td><td>{Encode(item.Unit)}</td><td class=\"n\">{item.Usd:N2} USD</td></tr>\n"
            );
        }

        page.Append(
            CultureInfo.InvariantCulture,
            $"<tr><th scope=\"row\">Total</th><td></td><td></td><td class=\"n\">{report.BillTotal:N2} USD</td></tr>\n</table>\n</html>\n"
        );
        return page.ToString();
    }

    private static void Row(StringBuilder page, string name, string value) =>
        page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Encode(name)}</th><td class=\"n\">{Encode(value)}</td></tr>\n");

    private static void Quantiles(StringBuilder page, string name, Percentiles values, Func<double?, string> write) =>
        page.Append(
            CultureInfo.InvariantCulture,
            $"<tr><th scope=\"row\">{Encode(name)}</th><td class=\"n\">{write(values.P50)}</td><td class=\"n\">{write(values.P95)}</td><td class=\"n\">{write(values.P99)}</td><td class=\"n\">{write(values.Max)}</td></tr>\n"
        );

    private static void Plot(StringBuilder page, string title, IReadOnlyList<double> values, double slotSeconds, SimulationReport report)
    {
        var highest = Math.Max(1, values.DefaultIfEmpty().Max());
        var span = Math.Max(report.DrainSeconds, slotSeconds);
        page.Append(
            CultureInfo.InvariantCulture,
            $"<h2>{Encode(title)}</h2>\n<svg viewBox=\"0 0 {PlotWidth} {PlotHeight + 24}\" role=\"img\" aria-label=\"{Encode(title)} over time, at most {Number(highest)}\">\n"
        );
        foreach (var alarm in report.AlarmPeriods)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<rect class=\"alarm\" x=\"{alarm.From / span * PlotWidth:0.#}\" y=\"0\" width=\"{(alarm.To - alarm.From) / span * PlotWidth:0.#}\" height=\"{PlotHeight}\"/>\n"
            );
        }

        page.Append(CultureInfo.InvariantCulture, $"<path class=\"line\" d=\"M0 {PlotHeight}");
        for (var index = 0; index < values.Count; index++)
        {
            var x = Math.Min(1, (index + 0.5) * slotSeconds / span) * PlotWidth;
            page.Append(CultureInfo.InvariantCulture, $" L{x:0.#} {PlotHeight - values[index] / highest * (PlotHeight - 16):0.#}");
        }

        page.Append(
            CultureInfo.InvariantCulture,
            $" L{PlotWidth} {PlotHeight} Z\"/>\n<path class=\"axis\" d=\"M0 {PlotHeight} H{PlotWidth}\"/>\n"
        );
        page.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"4\" y=\"12\">{Number(highest)}</text><text x=\"0\" y=\"{PlotHeight + 18}\">0</text><text x=\"{PlotWidth}\" y=\"{PlotHeight + 18}\" text-anchor=\"end\">{ReportWords.Seconds(report.DrainSeconds)}</text>\n</svg>\n"
        );
    }

    private static string Number(double? value) => ReportWords.Number(value);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
