using System.Collections.Immutable;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.Evaluation;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>A path of execution: the execution's own, a branch of a Parallel, or an iteration of a Map. Immutable.</summary>
internal sealed record ExecutionBranch(BranchOrigin Origin, EnteredState Visit)
{
    public BranchPhase Phase { get; init; } = BranchPhase.Entering;

    /// <summary>The id of the branch's last event. Its next event names this one as the previous event.</summary>
    public long LastEventId { get; init; }

    /// <summary>The state's result, before it is written to the history.</summary>
    public JsonValue? Result { get; init; }

    /// <summary>
    /// A <see cref="TaskProgress"/>, a <see cref="DelayProgress"/> or a <see cref="Interpretation.FanOut"/>, by the type of the
    /// state; null before the work of the state begins.
    /// </summary>
    public StateProgress? Progress { get; init; }

    /// <summary>Entered states, counted only where <see cref="BranchOrigin.IsRecorded"/> is false.</summary>
    public int UnrecordedStates { get; init; }

    public State State => Visit.State;

    public JsonValue Input => Visit.Input;

    public VariableScope Variables => Visit.Variables;

    public StateError? Error
    {
        get => Visit.Error;
        init => Visit = Visit with { Error = value };
    }

    public RetryProgress? Retries
    {
        get => Visit.Retries;
        init => Visit = Visit with { Retries = value };
    }

    public TaskProgress Task => (TaskProgress)Progress!;

    public FanOut FanOut => (FanOut)Progress!;

    /// <summary>The id of the event that an external event or a timer names; null while the branch waits for neither.</summary>
    public long? AwaitedId =>
        Phase switch
        {
            BranchPhase.AwaitingTask => Task.TaskId,
            BranchPhase.AwaitingTimer => ((DelayProgress)Progress!).Timer.EventId,
            _ => null,
        };

    public bool HasOpenChildren => Phase is BranchPhase.AwaitingChildren or BranchPhase.SchedulingChildren;
}

/// <summary>
/// The state that a branch is in, with what seldom changes before the next state. A branch is copied at every step, so these
/// fields are not in the branch itself.
/// </summary>
/// <param name="Variables">The variables before the state.</param>
internal sealed record EnteredState(State State, JsonValue Input, VariableScope Variables)
{
    // Half the size of a DateTimeOffset: each state has a copy.
    private readonly long _enteredTicks;

    /// <summary>The event before the one that entered the state.</summary>
    public long PreviousEventId { get; init; }

    public long EnteredEventId { get; init; }

    public DateTimeOffset EnteredTime
    {
        get => new(_enteredTicks, TimeSpan.Zero);
        init => _enteredTicks = value.UtcTicks;
    }

    /// <summary>The state's error, before a retrier or a catcher handles it.</summary>
    public StateError? Error { get; init; }

    /// <summary>Null before the first retry.</summary>
    public RetryProgress? Retries { get; init; }
}

/// <summary>Identifies a branch, and says what stays the same while it runs.</summary>
/// <param name="parent">The branch whose Parallel or Map this belongs to; null for the execution's own.</param>
/// <param name="index">The position among the branches or iterations, from 0.</param>
/// <param name="item">The item of the Map; null in a Parallel.</param>
/// <param name="isRecorded">Whether its events are in this history. A distributed Map runs each item as an execution of its own.</param>
internal sealed class BranchOrigin(BranchOrigin? parent, int index, JsonValue? item, bool isRecorded)
{
    public static readonly BranchOrigin Root = new(null, 0, null, true);

    public BranchOrigin? Parent => parent;

    public int Index => index;

    public JsonValue? Item => item;

    public bool IsRecorded => isRecorded;

    public bool IsInside(BranchOrigin ancestor)
    {
        for (var at = parent; at is not null; at = at.Parent)
        {
            if (at == ancestor)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The indexes from the execution's own branch to this one. They order branches as the definition does.</summary>
    public int[] Path() => parent is null ? [] : [.. parent.Path(), index];
}

/// <param name="IsMissedHeartbeat">Whether a States.Timeout is due to a missing heartbeat.</param>
/// <param name="Location">The field of a States.QueryEvaluationError; null without a field.</param>
internal sealed record StateError(string? Name, string? Cause, bool IsMissedHeartbeat = false, string? Location = null)
{
    /// <summary>The error of a field of the state that a branch is in.</summary>
    public static StateError From(ExecutionBranch branch, StateException error) =>
        new(error.Error, ErrorCauses.InState(branch, error), Location: error.Location);
}

/// <param name="Attempt">The number of retries of the state.</param>
/// <param name="ByRetrier">The number of retries by each retrier.</param>
internal sealed record RetryProgress(int Attempt, ImmutableArray<int> ByRetrier);

internal abstract record StateProgress;

/// <summary>A Wait, or the delay before a retry.</summary>
internal sealed record DelayProgress(TimerId Timer, DateTimeOffset DueAt) : StateProgress;

/// <summary>A scheduled task.</summary>
internal sealed record TaskProgress(long TaskId, JsonValue Parameters, int? TimeoutSeconds, int? HeartbeatSeconds, string? RoleArn)
    : StateProgress
{
    /// <summary>Whether TaskSubmitted is written, for a task that ends later than its call.</summary>
    public bool IsSubmitted { get; init; }

    /// <summary>Null before the task has started, and without a timeout and a heartbeat.</summary>
    public TaskTimers? Timers { get; init; }

    public DateTimeOffset? TimeoutAt => Timers?.TimeoutAt;

    public DateTimeOffset? HeartbeatAt => Timers?.HeartbeatAt;

    public TimerId TimeoutTimer => new(TimerKind.TaskTimeout, TaskId);

    public TimerId HeartbeatTimer => new(TimerKind.Heartbeat, TaskId);
}

/// <summary>When a task that has started times out, and when its next heartbeat is due.</summary>
internal sealed record TaskTimers(DateTimeOffset? TimeoutAt, DateTimeOffset? HeartbeatAt);
