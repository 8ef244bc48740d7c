using System.Text.Json.Serialization;

namespace PromptToImage.Simulation;

/// <summary>What came of a simulation. Durations are in seconds of virtual time; equal options give an equal report.</summary>
public sealed record SimulationReport
{
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    public required int Prompts { get; init; }

    public required int Images { get; init; }

    /// <summary>Dead letters by the error that made them.</summary>
    public required IReadOnlyDictionary<string, int> DeadLetters { get; init; }

    /// <summary>Prompts that waited longer than the queue keeps a message, and are lost: more were sent than can be drained in that time.</summary>
    public required int Expired { get; init; }

    /// <summary>From the first prompt sent to the last one done.</summary>
    public required double DrainSeconds { get; init; }

    /// <summary>The least time in which the concurrency limit and the model's quota allow the same work.</summary>
    public required double IdealSeconds { get; init; }

    public required Percentiles SendToStoredSeconds { get; init; }

    public required Percentiles ReceivesPerMessage { get; init; }

    public required double OldestAgeSeconds { get; init; }

    /// <summary>When the alarm on the age of the oldest message was in ALARM.</summary>
    public required IReadOnlyList<Period> AlarmPeriods { get; init; }

    public required int PeakExecutions { get; init; }

    /// <summary>Mean number of executions at once, per slot of <see cref="ExecutionsSlotSeconds"/>.</summary>
    public required IReadOnlyList<double> ExecutionsAtOnce { get; init; }

    public required double ExecutionsSlotSeconds { get; init; }

    /// <summary>Mean number of prompts waiting, per slot of <see cref="BacklogSlotSeconds"/>.</summary>
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
