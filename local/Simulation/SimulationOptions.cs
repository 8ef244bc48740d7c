using System.Globalization;
using PromptToImage.Contracts.Flow;
using PromptToImage.Contracts.Values;

namespace PromptToImage.Simulation;

/// <summary>The settings of a simulation. Each default is defined here and nowhere else.</summary>
public sealed record SimulationOptions
{
    /// <summary>Each prompt of a simulation needs memory until the end.</summary>
    public const int MostPrompts = 10_000_000;

    /// <summary>Each of them waits in the queue at the same time, which needs more memory.</summary>
    public const int MostPromptsAtOnce = 1_000_000;

    /// <summary>The name of the seed in <see cref="Describe"/>.</summary>
    internal const string SeedName = "seed";

    private const string QuotaName = "model quota";
    private const string ConcurrencyName = "concurrency";

    /// <summary>The names of the settings that a person decides. All others are circumstances.</summary>
    internal static readonly string[] Decisions = [QuotaName, ConcurrencyName];

    private static readonly TimeSpan LongestArrival = TimeSpan.FromDays(366);

    public int Prompts { get; init; } = 10_000;

    public Arrival Arrival { get; init; } = new Arrival.Burst();

    /// <summary>How many requests Bedrock admits per minute, at least 1; null: as many as there are.</summary>
    public int? ModelQuotaPerMinute { get; init; } = 60;

    /// <summary>How long Bedrock takes for an image.</summary>
    public DurationRange ModelLatency { get; init; } = new(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(9));

    /// <summary>The share of admitted requests that end in a server error.</summary>
    public Percentage ModelErrorRate { get; init; }

    /// <summary>When every request to Bedrock fails.</summary>
    public IReadOnlyList<Outage> Outages { get; init; } = [];

    /// <summary>The share of prompts that the content filter blocks, at each attempt.</summary>
    public Percentage FilterRate { get; init; }

    /// <summary>How many executions may run at the same time.</summary>
    public int MaxConcurrentExecutions { get; init; } = FlowNumbers.DefaultConcurrency;

    /// <summary>How long the other functions take for one invocation.</summary>
    public DurationRange FunctionLatency { get; init; } = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(120));

    /// <summary>How long a call of SQS or Step Functions takes, and the way of a message from the queue to Start.</summary>
    public DurationRange CallLatency { get; init; } = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(60));

    /// <summary>How old a list of running executions is; zero: the list is consistent.</summary>
    public DurationRange ListDelay { get; init; } = new(TimeSpan.Zero, FlowNumbers.ListDelay);

    /// <summary>The age of the oldest prompt above which the alarm is in ALARM.</summary>
    public TimeSpan OldestPromptThreshold { get; init; } = FlowNumbers.OldestPromptThreshold;

    public int Seed { get; init; } = 1;

    /// <exception cref="FormatException">
    /// There are more prompts at once than a simulation can hold, or sending the prompts takes longer than a simulation can.
    /// </exception>
    public void Check()
    {
        if (Arrival is Arrival.Burst && Prompts > MostPromptsAtOnce)
        {
            throw new FormatException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Prompts:N0} prompts at once are too many; a simulation can send {MostPromptsAtOnce:N0} at once, or more at a rate"
                )
            );
        }

        var last = Arrival.Seconds(Prompts - 1) / TimeSpan.SecondsPerDay;
        if (last > LongestArrival.TotalDays)
        {
            throw new FormatException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The last of {Prompts:N0} prompts would be sent after {last:N0} days; a simulation can send prompts for {LongestArrival.TotalDays:N0} days"
                )
            );
        }
    }

    /// <summary>The options as the report names them.</summary>
    internal Dictionary<string, string> Describe()
    {
        return new()
        {
            ["prompts"] = Prompts.ToString("N0", CultureInfo.InvariantCulture),
            ["arrival"] = Arrival.ToString(),
            [QuotaName] = ModelQuotaPerMinute is { } quota ? string.Create(CultureInfo.InvariantCulture, $"{quota}/min") : "none",
            ["model latency"] = ModelLatency.ToString(),
            ["model error rate"] = ModelErrorRate.ToString(),
            ["filter rate"] = FilterRate.ToString(),
            [ConcurrencyName] = MaxConcurrentExecutions.ToString(CultureInfo.InvariantCulture),
            ["function latency"] = FunctionLatency.ToString(),
            ["list delay"] = ListDelay.ToString(),
            ["model outages"] = Outages.Count == 0 ? "none" : string.Join(" and ", Outages),
            [SeedName] = Seed.ToString(CultureInfo.InvariantCulture),
        };
    }
}
