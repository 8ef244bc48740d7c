using Amazon.StepFunctions.Model;
using PromptToImage.Contracts;

namespace PromptToImage.Client.Executions;

/// <summary>The progress of one state of an execution.</summary>
/// <param name="Status">One of <see cref="StateStatuses"/>.</param>
/// <param name="Error">The last error, which a retry may have resolved.</param>
internal sealed record StateSummary(
    string Name,
    string Status,
    DateTimeOffset EnteredAt,
    DateTimeOffset? LeftAt,
    int Retries,
    string? Error,
    string? Reason
);

/// <summary>Collects the states of an execution from its events, in order.</summary>
internal sealed class StateTimeline
{
    private readonly List<StateSummary> _states = [];
    private int _tries;
    private bool _lastTryFailed;

    /// <summary>A copy of the states so far.</summary>
    public IReadOnlyList<StateSummary> States => [.. _states];

    public static IReadOnlyList<StateSummary> From(IEnumerable<HistoryEvent> events)
    {
        var timeline = new StateTimeline();
        foreach (var entry in events)
        {
            timeline.Add(new EventSummary(entry));
        }

        return timeline._states;
    }

    /// <param name="entry">The next event of the history.</param>
    public void Add(EventSummary entry)
    {
        var at = entry.Timestamp ?? default;
        switch (entry.Type)
        {
            case var type when type.EndsWith("StateEntered", StringComparison.Ordinal):
                _states.Add(new StateSummary(entry.State ?? "", StateStatuses.InProgress, at, null, 0, null, null));
                (_tries, _lastTryFailed) = (0, false);
                break;
            case var type when type.EndsWith("StateExited", StringComparison.Ordinal):
                Change(state => state with { Status = _lastTryFailed ? StateStatuses.CaughtError : StateStatuses.Succeeded, LeftAt = at });
                break;
            case "LambdaFunctionScheduled" or "TaskScheduled":
                _tries++;
                Change(state => state with { Retries = _tries - 1 });
                break;
            case "LambdaFunctionSucceeded" or "TaskSucceeded":
                _lastTryFailed = false;
                break;
            case "ExecutionFailed":
                Change(state => state.LeftAt is null ? Failed(state, entry, StateStatuses.Failed) with { LeftAt = at } : state);
                break;
            case "ExecutionAborted" or "ExecutionTimedOut":
                Change(state => state.LeftAt is null ? Failed(state, entry, StateStatuses.Cancelled) with { LeftAt = at } : state);
                break;
            case var _ when entry.Failure is not null:
                _lastTryFailed = true;
                Change(state => Failed(state, entry, state.Status));
                break;
        }
    }

    private static StateSummary Failed(StateSummary state, EventSummary entry, string status) =>
        state with
        {
            Status = status,
            Error = entry.Failure?.Error ?? state.Error,
            Reason = entry.Failure?.Reason ?? state.Reason,
        };

    private void Change(Func<StateSummary, StateSummary> change)
    {
        if (_states.Count > 0)
        {
            _states[^1] = change(_states[^1]);
        }
    }
}
