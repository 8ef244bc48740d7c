namespace PromptToImage.Simulation.Studies;

/// <summary>A figure of runs that differ only in their seed.</summary>
public sealed record Spread(double Median, double Least, double Most)
{
    /// <param name="values">The figure of each run; null where a run has none.</param>
    /// <returns>Null if no run has the figure.</returns>
    internal static Spread? From(IEnumerable<double?> values)
    {
        var sorted = values.OfType<double>().Order().ToList();
        return sorted.Count == 0 ? null : new Spread(sorted[(sorted.Count - 1) / 2], sorted[0], sorted[^1]);
    }
}
