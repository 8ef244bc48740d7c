using System.Text.Json.Serialization;

namespace PromptToImage.Simulation.Studies;

/// <summary>The runs of one combination of settings, which differ only in their seed.</summary>
public sealed record StudyRow
{
    [JsonIgnore]
    public SimulationOptions Options { get; init; } = new();

    /// <summary>The settings in which this row differs from others, as text.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    public required IReadOnlyList<SimulationReport> Runs { get; init; }

    /// <summary>Whether every run meets the target; null: there is no target.</summary>
    public required bool? MeetsTarget { get; init; }

    /// <summary>
    /// The most prompts a day, sent at a steady rate without outages, for which the target is met; null: none, or there is no target.
    /// </summary>
    public required int? PromptsPerDay { get; init; }

    public Spread? P50Seconds => Of(run => run.SendToStoredSeconds.P50);

    public Spread? P95Seconds => Of(run => run.SendToStoredSeconds.P95);

    public Spread? DrainSeconds => Of(run => run.DrainSeconds);

    public Spread? Images => Of(run => run.Images);

    /// <summary>Dead letters and prompts that expired.</summary>
    public Spread? NotStored => Of(run => run.DeadLetterCount + run.Expired);

    public Spread? ImagesUsdPerMonth => Of(run => (double)MonthlyCost.Images(Options, run));

    /// <summary>The cost of a month without the images.</summary>
    public Spread? OtherUsdPerMonth => Of(run => (double)(MonthlyCost.Total(Options, run) - MonthlyCost.Images(Options, run)));

    public Spread? UsdPerMonth => Of(run => (double)MonthlyCost.Total(Options, run));

    /// <summary>The row's name, for example <c>concurrency 10</c>; empty if it is the only one.</summary>
    [JsonIgnore]
    public string Name => string.Join(", ", Settings.Select(setting => $"{setting.Key} {setting.Value}"));

    private Spread? Of(Func<SimulationReport, double?> figure) => Spread.From(Runs.Select(figure));
}
