using System.Text.Json.Serialization;

namespace PromptToImage.Simulation;

/// <summary>The result of a simulation. Durations are in seconds of virtual time; equal options give an equal report.</summary>
public sealed record SimulationReport
{
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    public required int Prompts { get; init; }

    public required int Images { get; init; }

    /// <summary>Dead letters by their error.</summary>
    public required IReadOnlyDictionary<string, int> DeadLetters { get; init; }

    /// <summary>
    /// Prompts that waited longer than the queue keeps a message. They are lost: more were sent than can be drained in that time.
    /// </summary>
    public required int Expired { get; init; }

    /// <summary>From the first prompt sent to the last execution's end.</summary>
    public required double DrainSeconds { get; init; }

    /// <summary>The least time in which the same work can be done.</summary>
    public required double IdealSeconds { get; init; }

    /// <summary>What decides <see cref="IdealSeconds"/>.</summary>
    public required Bottleneck Bottleneck { get; init; }

    /// <summary>The duration of the tasks of an image, without any waiting.</summary>
    public required Percentiles ServiceSeconds { get; init; }

    public required Percentiles SendToStoredSeconds { get; init; }

    public required Percentiles ReceivesPerMessage { get; init; }

    /// <summary>Prompts that were started after a prompt that was sent later.</summary>
    public required int OrderInversions { get; init; }

    /// <summary>The largest distance of such a prompt to a later one that was started before it, in prompts.</summary>
    public required int LargestInversion { get; init; }

    /// <summary>When a prompt first had to wait for room; null: none had to.</summary>
    public required double? FirstWaitSeconds { get; init; }

    /// <summary>When the last prompt was started.</summary>
    public required double LastStartSeconds { get; init; }

    /// <summary>The largest value of the metrics that the alarm on the oldest prompt watches.</summary>
    public required double OldestAgeSeconds { get; init; }

    /// <summary>When the alarm on the oldest prompt was in ALARM.</summary>
    public required IReadOnlyList<Period> AlarmPeriods { get; init; }

    /// <summary>Calls of ListExecutions per second until the last prompt was started; null: all started at once.</summary>
    public required double? ListCallsPerSecond { get; init; }

    /// <summary>The most calls of ListExecutions within one second of the clock.</summary>
    public required int MostListCallsPerSecond { get; init; }

    public required int PeakExecutions { get; init; }

    /// <summary>The most executions over the concurrency limit.</summary>
    public required int WorstOvershoot { get; init; }

    /// <summary>The longest time in a row with more executions over the limit than consistent lists can lead to.</summary>
    public required double OvershootSeconds { get; init; }

    /// <summary>Mean number of executions at the same time, per slot of <see cref="ExecutionsSlotSeconds"/>.</summary>
    public required IReadOnlyList<double> ExecutionsAtOnce { get; init; }

    public required double ExecutionsSlotSeconds { get; init; }

    /// <summary>Mean number of waiting prompts, per slot of <see cref="BacklogSlotSeconds"/>.</summary>
    public required IReadOnlyList<double> Backlog { get; init; }

    public required double BacklogSlotSeconds { get; init; }

    public required long Throttles { get; init; }

    public required long Retries { get; init; }

    public required long StateTransitions { get; init; }

    public required IReadOnlyList<BillItem> Bill { get; init; }

    [JsonIgnore]
    public int DeadLetterCount => DeadLetters.Values.Sum();

    [JsonIgnore]
    public decimal BillTotal => Bill.Sum(item => item.Usd);
}

/// <summary>Percentiles of a distribution; null where it has no values.</summary>
public sealed record Percentiles(double? P50, double? P95, double? P99, double? Max)
{
    internal static Percentiles From(Distribution distribution) =>
        new(distribution.Percentile(50), distribution.Percentile(95), distribution.Percentile(99), distribution.Percentile(100));
}

/// <summary>A period of virtual time, in seconds since the start.</summary>
public sealed record Period(double From, double To);
