using System.Collections.Immutable;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>A Parallel or a Map in progress.</summary>
internal sealed record FanOut(FanOutPlan Plan) : StateProgress
{
    /// <summary>The children that have started and not succeeded, by index.</summary>
    public ImmutableSortedDictionary<int, ExecutionBranch> Open { get; init; } = ImmutableSortedDictionary<int, ExecutionBranch>.Empty;

    /// <summary>The outputs of the children that have succeeded, by index.</summary>
    public ImmutableSortedDictionary<int, JsonValue> Results { get; init; } = ImmutableSortedDictionary<int, JsonValue>.Empty;

    /// <summary>The index of the next child to start.</summary>
    public int Next { get; init; }

    /// <summary>The number of children that have ended.</summary>
    public int Done { get; init; }

    public int Failed { get; init; }

    /// <summary>Events about children that have ended, in the order in which they are written.</summary>
    public ImmutableQueue<ChildNotice> Notices { get; init; } = [];

    /// <summary>Whether the fan-out fails once the notices are written.</summary>
    public bool IsFailing { get; init; }

    /// <summary>The last event that the fan-out itself has written.</summary>
    public FanOutMilestone Milestone { get; init; }

    /// <summary>In a replay: the Map's recorded output, which stands for the results of a distributed Map's items.</summary>
    public HistoryDetails.StateExited? Recorded { get; init; }

    /// <summary>In a replay: the history has the end of the Map run, but not its output. The items run again.</summary>
    public bool IsOutputLost { get; init; }

    public bool CanStartNext => Next < Plan.Count && Open.Count < Plan.Concurrency;

    public bool IsDone => Done == Plan.Count;

    public FanOut Notify(HistoryEventType type, long previousEventId, HistoryDetails? details) =>
        this with
        {
            Notices = Notices.Enqueue(new ChildNotice(type, previousEventId, details)),
        };

    /// <summary>The same fan-out before its first item. Events that are written already are not written again.</summary>
    public FanOut Restarted() => new(Plan) { Milestone = Milestone };
}

/// <param name="Input">What <c>$</c> is in ItemSelector.</param>
/// <param name="Items">The items of a Map; null for a Parallel.</param>
/// <param name="Count">The number of branches or iterations.</param>
/// <param name="Concurrency">The number of children that may run at the same time.</param>
/// <param name="IsDistributed">Whether each iteration runs as an execution of its own, outside this history.</param>
/// <param name="ToleratedFailures">The number of failed items that a distributed Map tolerates.</param>
internal sealed record FanOutPlan(
    JsonValue Input,
    JsonArray? Items,
    int Count,
    int Concurrency,
    bool IsDistributed = false,
    double ToleratedFailures = 0
);

internal readonly record struct ChildNotice(HistoryEventType Type, long PreviousEventId, HistoryDetails? Details);

internal enum FanOutMilestone : byte
{
    Started,
    MapRunStarted,
    MapRunSucceeded,
    StateSucceeded,
}
