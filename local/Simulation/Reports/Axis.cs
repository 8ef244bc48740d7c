using System.Globalization;

namespace PromptToImage.Simulation.Reports;

/// <summary>An axis from 0 to a round number.</summary>
/// <param name="Span">The length of the axis, in the values' own unit.</param>
/// <param name="Unit">The unit of the labels.</param>
/// <param name="Ticks">The marks: their share of the length, and their labels.</param>
internal sealed record Axis(double Span, string Unit, IReadOnlyList<(double Share, string Label)> Ticks)
{
    private const int MostTicks = 6;

    private static readonly double[] Factors = [1, 2, 5, 10];

    private static readonly (string Name, double Seconds)[] TimeUnits =
    [
        ("seconds", 1),
        ("minutes", 60),
        ("hours", 3_600),
        ("days", 86_400),
    ];

    /// <param name="highest">The largest value.</param>
    /// <param name="unit">The unit of the values.</param>
    public static Axis Create(double highest, string unit) => Create(highest, unit, 1);

    /// <param name="highest">The longest time in seconds.</param>
    public static Axis Time(double highest)
    {
        var (name, seconds) = TimeUnits.LastOrDefault(unit => highest >= 2 * unit.Seconds, TimeUnits[0]);
        return Create(highest, name, seconds);
    }

    private static Axis Create(double highest, string unit, double size)
    {
        var scaled = highest > 0 ? highest / size : 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(scaled / (MostTicks - 1))));
        var step = Factors.Select(factor => factor * power).First(step => scaled / step <= MostTicks - 1);
        var steps = (int)Math.Max(1, Math.Ceiling(Math.Round(scaled / step, 6)));
        return new Axis(
            steps * step * size,
            unit,
            [.. Enumerable.Range(0, steps + 1).Select(tick => ((double)tick / steps, Label(tick * step)))]
        );
    }

    private static string Label(double number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);
}
