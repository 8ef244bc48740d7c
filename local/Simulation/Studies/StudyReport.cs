using System.Text.Json.Serialization;

namespace PromptToImage.Simulation.Studies;

/// <summary>The result of a study. Durations are in seconds of virtual time.</summary>
public sealed record StudyReport
{
    public Answer Answer => Answer.To(this);

    /// <summary>The settings that all rows have in common, as text.</summary>
    public required IReadOnlyDictionary<string, string> Common { get; init; }

    /// <summary>The seeds of each row's runs.</summary>
    public required IReadOnlyList<int> Seeds { get; init; }

    [JsonIgnore]
    public Target? Target { get; init; }

    public double? TargetP95Seconds => Target?.P95.TotalSeconds;

    /// <summary>One row for each combination of settings.</summary>
    public required IReadOnlyList<StudyRow> Rows { get; init; }

    /// <summary>
    /// For each combination of circumstances, the smallest setting that meets the target; null where none does. The model's quota and
    /// the concurrency are what a person decides; all other settings are circumstances. Empty if there is no target.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<(IReadOnlyList<StudyRow> Rows, StudyRow? Recommended)> Recommendations =>
        Target is null
            ? []
            :
            [
                .. Rows.GroupBy(row => string.Join(", ", row.Settings.Where(setting => !SimulationOptions.Decisions.Contains(setting.Key))))
                    .Select(group => ((IReadOnlyList<StudyRow>)[.. group], Smallest(group))),
            ];

    /// <summary>The row whose figures stand for the answer: the first recommended one, or the fastest.</summary>
    [JsonIgnore]
    public StudyRow Best => Recommendations.Select(found => found.Recommended).OfType<StudyRow>().FirstOrDefault() ?? Fastest(Rows);

    /// <summary>The row with the shortest time for 95 % of the images.</summary>
    internal static StudyRow Fastest(IEnumerable<StudyRow> rows) => rows.MinBy(row => row.P95Seconds?.Median ?? double.PositiveInfinity)!;

    /// <summary>The smallest setting is also the cheapest: fewer requests are throttled and retried.</summary>
    private static StudyRow? Smallest(IEnumerable<StudyRow> rows) =>
        rows.Where(row => row.MeetsTarget == true)
            .OrderBy(row => row.Options.ModelQuotaPerMinute ?? int.MaxValue)
            .ThenBy(row => row.Options.MaxConcurrentExecutions)
            .FirstOrDefault();
}
