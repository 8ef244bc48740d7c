using System.Globalization;
using System.Text;
using PromptToImage.Contracts.Flow;
using PromptToImage.Contracts.Values;

namespace PromptToImage.Simulation;

/// <summary>The report for a terminal.</summary>
public static class ReportText
{
    private const int ChartWidth = 60;
    private const string Bars = " ▁▂▃▄▅▆▇█";

    public static string Write(SimulationReport report)
    {
        var text = new StringBuilder();
        Append("settings", string.Join(", ", report.Options.Select(option => $"{option.Key} {option.Value}")));
        Append("images", Number(report.Images));
        Append("dead letters", $"{Number(report.DeadLetterCount)}{Breakdown(report.DeadLetters)}");
        if (report.Expired > 0)
        {
            Append("expired", $"{Number(report.Expired)} (lost: {ReportWords.Retention})");
        }

        Append("drained in", $"{ReportWords.Seconds(report.DrainSeconds)} ({Ratio(report)} of the ideal {ReportWords.Seconds(report.IdealSeconds)})");
        Append("tasks alone", Quantiles(report.ServiceSeconds, ReportWords.Seconds));
        Append("sent to stored", Quantiles(report.SendToStoredSeconds, ReportWords.Seconds));
        Append("oldest prompt", ReportWords.Seconds(report.OldestAgeSeconds));
        Append("first wait", ReportWords.FirstWait(report));
        Append("in ALARM", ReportWords.Alarms(report));
        Append("last start", ReportWords.Seconds(report.LastStartSeconds));
        Append("receives", $"{Quantiles(report.ReceivesPerMessage, Number)} per message");
        Append("out of order", ReportWords.Inversions(report));
        Append("ListExecutions", ReportWords.ListCalls(report));
        Append("over the limit", ReportWords.Overshoot(report));
        Append("throttles", Number(report.Throttles));
        Append("retries", Number(report.Retries));
        Append("transitions", Number(report.StateTransitions));
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

        void Append(string label, string value) => text.AppendLine(CultureInfo.InvariantCulture, $"{label,-16}{value}");

        void Chart(string label, IReadOnlyList<double> values, double highest) =>
            text.AppendLine(CultureInfo.InvariantCulture, $"{label,-20}{Draw(values, highest)}  at most {highest:N0}");
    }

    private static string Number(double? value) => ReportWords.Number(value);

    private static string Ratio(SimulationReport report) =>
        report.IdealSeconds > 0 ? (report.DrainSeconds / report.IdealSeconds).ToString("0.000", CultureInfo.InvariantCulture) : ReportWords.None;

    private static string Breakdown(IReadOnlyDictionary<string, int> deadLetters) =>
        deadLetters.Count == 0 ? "" : $" ({string.Join(", ", deadLetters.Select(letters => $"{letters.Key} {Number(letters.Value)}"))})";

    private static string Quantiles(Percentiles percentiles, Func<double?, string> write) =>
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

/// <summary>The words that the report has in common on the terminal and as a page.</summary>
internal static class ReportWords
{
    /// <summary>Stands for a figure that has no value.</summary>
    public const string None = "-";

    public static readonly string Retention = $"the queue keeps a message for {FlowNumbers.QueueRetention.TotalDays:0} days";

    public static string Number(double? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? None;

    public static string Seconds(double? seconds) => seconds is { } value ? DurationText.Format(TimeSpan.FromSeconds(value)) : None;

    public static string FirstWait(SimulationReport report) => report.FirstWaitSeconds is { } first ? $"after {Seconds(first)}" : "none";

    public static string Alarms(SimulationReport report) =>
        report.AlarmPeriods.Count == 0
            ? "never"
            : string.Join(", ", report.AlarmPeriods.Select(period => $"{Seconds(period.From)} to {Seconds(period.To)}"));

    public static string Inversions(SimulationReport report) =>
        report.OrderInversions == 0 ? "none" : $"{Number(report.OrderInversions)}, by at most {Number(report.LargestInversion)} places";

    public static string ListCalls(SimulationReport report) =>
        report.ListCallsPerSecond is { } calls
            ? string.Create(CultureInfo.InvariantCulture, $"{calls:0.0} calls per second, at most {report.MostListCallsPerSecond}")
            : None;

    public static string Overshoot(SimulationReport report) =>
        report.WorstOvershoot switch
        {
            0 => "never",
            var worst when report.OvershootSeconds == 0 => $"by at most {Number(worst)}, as consistent lists allow",
            var worst => $"by at most {Number(worst)}, for at most {Seconds(report.OvershootSeconds)} by more than consistent lists allow",
        };
}
