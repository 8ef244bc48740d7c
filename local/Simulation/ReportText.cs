using System.Globalization;
using System.Text;
using PromptToImage.Contracts.Values;

namespace PromptToImage.Simulation;

/// <summary>The report as a person reads it in a terminal.</summary>
public static class ReportText
{
    private const int ChartWidth = 60;
    private const string Bars = " ▁▂▃▄▅▆▇█";

    public static string Write(SimulationReport report)
    {
        var text = new StringBuilder();
        Line("prompts", $"{report.Prompts:N0} ({string.Join(", ", report.Options.Select(option => $"{option.Key} {option.Value}"))})");
        Line("images", $"{report.Images:N0}");
        Line("dead letters", $"{report.DeadLetterCount:N0}{Breakdown(report.DeadLetters)}");
        if (report.Expired > 0)
        {
            Line("expired", $"{report.Expired:N0} (lost: the queue keeps a message for 7 days)");
        }

        Line("drained in", $"{DurationText.Format(TimeSpan.FromSeconds(report.DrainSeconds))} ({Ratio(report)} of the ideal {DurationText.Format(TimeSpan.FromSeconds(report.IdealSeconds))})");
        Append("sent to stored", Quantiles(report.SendToStoredSeconds, seconds => DurationText.Format(TimeSpan.FromSeconds(seconds))));
        Append("oldest message", DurationText.Format(TimeSpan.FromSeconds(report.OldestAgeSeconds)));
        Append(
            "in ALARM",
            report.AlarmPeriods.Count == 0
                ? "never"
                : string.Join(", ", report.AlarmPeriods.Select(period => $"{DurationText.Format(TimeSpan.FromSeconds(period.From))} to {DurationText.Format(TimeSpan.FromSeconds(period.To))}"))
        );
        Line("throttles", $"{report.Throttles:N0}");
        Line("retries", $"{report.Retries:N0}");
        Line(
            "receives",
            $"{Quantiles(report.ReceivesPerMessage, count => count.ToString("N0", CultureInfo.InvariantCulture))} per message"
        );
        Line("transitions", $"{report.StateTransitions:N0}");
        text.AppendLine();
        Chart("executions at once", report.ExecutionsAtOnce, report.PeakExecutions);
        Chart("prompts waiting", report.Backlog, report.Backlog.DefaultIfEmpty().Max());
        text.AppendLine();
        foreach (var item in report.Bill)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"  {item.What,-18}{item.Quantity,14:N0} {item.Unit,-12}{item.Usd,12:N2} USD"
            );
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"  {"estimated bill",-45}{report.BillTotal,12:N2} USD");
        return text.ToString();

        void Line(string label, FormattableString value) => Append(label, FormattableString.Invariant(value));

        void Append(string label, string value) => text.AppendLine(CultureInfo.InvariantCulture, $"{label,-16}{value}");

        void Chart(string label, IReadOnlyList<double> values, double highest) =>
            text.AppendLine(CultureInfo.InvariantCulture, $"{label,-20}{Draw(values, highest)}  at most {highest:N0}");
    }

    private static string Ratio(SimulationReport report) =>
        report.IdealSeconds > 0 ? (report.DrainSeconds / report.IdealSeconds).ToString("0.00", CultureInfo.InvariantCulture) : "1.00";

    private static string Breakdown(IReadOnlyDictionary<string, int> deadLetters) =>
        deadLetters.Count == 0
            ? ""
            : $" ({string.Join(", ", deadLetters.Select(letters => string.Create(CultureInfo.InvariantCulture, $"{letters.Key} {letters.Value:N0}")))})";

    private static string Quantiles(Percentiles percentiles, Func<double, string> write) =>
        $"p50 {write(percentiles.P50)}, p95 {write(percentiles.P95)}, p99 {write(percentiles.P99)}, max {write(percentiles.Max)}";

    private static string Draw(IReadOnlyList<double> values, double highest)
    {
        if (values.Count == 0 || highest <= 0)
        {
            return "";
        }

        var columns = Math.Min(ChartWidth, values.Count);
        var chart = new StringBuilder(columns);
        for (var column = 0; column < columns; column++)
        {
            var from = column * values.Count / columns;
            var to = Math.Max(from + 1, (column + 1) * values.Count / columns);
            var mean = values.Skip(from).Take(to - from).Average();
            chart.Append(Bars[(int)Math.Clamp(Math.Round(mean / highest * (Bars.Length - 1)), 0, Bars.Length - 1)]);
        }

        return chart.ToString();
    }
}
