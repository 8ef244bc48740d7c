using System.Globalization;
using PromptToImage.Contracts.Flow;
using PromptToImage.Contracts.Values;
using PromptToImage.Simulation.Studies;

namespace PromptToImage.Simulation;

/// <summary>Figures as the reports write them.</summary>
internal static class Words
{
    /// <summary>Stands for a figure that has no value.</summary>
    public const string None = "-";

    public static readonly string Retention = $"the queue keeps a message for {FlowNumbers.QueueRetention.TotalDays:0} days";

    public static string Number(double? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? None;

    public static string Usd(double? value) =>
        value is { } usd ? $"{usd.ToString(usd < 1_000 ? "N2" : "N0", CultureInfo.InvariantCulture)} USD" : None;

    public static string Seconds(double? seconds) => seconds is { } value ? DurationText.Format(TimeSpan.FromSeconds(value)) : None;

    public static string Seconds(Spread? spread) => Seconds(spread?.Median);

    /// <summary>A duration that a person chose: <c>1 min</c>, not <c>1 min 0 s</c>.</summary>
    public static string Duration(TimeSpan duration) =>
        duration switch
        {
            { Ticks: 0 } => "0 s",
            _ when duration.Ticks % TimeSpan.TicksPerHour == 0 => $"{Number(duration.TotalHours)} h",
            _ when duration.Ticks % TimeSpan.TicksPerMinute == 0 => $"{Number(duration.TotalMinutes)} min",
            { TotalSeconds: < 60 } when duration.Ticks % TimeSpan.TicksPerSecond == 0 => $"{Number(duration.TotalSeconds)} s",
            _ => DurationText.Format(duration),
        };

    public static string Range(DurationRange range) =>
        range.Shortest == range.Longest ? Duration(range.Shortest) : $"{Duration(range.Shortest)} to {Duration(range.Longest)}";

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

    public static string Ratio(SimulationReport report) =>
        report.IdealSeconds > 0 ? (report.DrainSeconds / report.IdealSeconds).ToString("0.000", CultureInfo.InvariantCulture) : None;

    public static string DeadLetters(SimulationReport report) =>
        report.DeadLetters.Count == 0
            ? Number(0)
            : $"{Number(report.DeadLetterCount)} ({string.Join(", ", report.DeadLetters.Select(found => $"{found.Key} {Number(found.Value)}"))})";

    public static string Quantiles(Percentiles percentiles, Func<double?, string> write) =>
        $"p50 {write(percentiles.P50)}, p95 {write(percentiles.P95)}, p99 {write(percentiles.P99)}, max {write(percentiles.Max)}";
}
