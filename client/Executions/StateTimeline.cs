using Amazon.StepFunctions.Model;

namespace PromptToImage.Client.Executions;

/// <summary>Folds an execution's events into the states that it went through, in order.</summary>
internal sealed class StateTimeline
{
    private readonly List<StateProgress> _states = [];
    private int _tries;
    private bool _lastTryFailed;

    public static IReadOnlyList<StateProgress> Of(IReadOnlyList<HistoryEvent> events)
    {
        var timeline = new StateTimeline();
        foreach (var entry in events)
        {
            timeline.Add(new EventSummary(entry));
        }

        return timeline._states;
    }

    private void Add(EventSummary entry)
    {
        var at = entry.Timestamp ?? default;
        switch (entry.Type)
        {
            case var type when type.EndsWith("StateEntered", StringComparison.Ordinal):
                _states.Add(new StateProgress(entry.State ?? "", StateStatus.InProgress, at, null, 0, null, null));
                (_tries, _lastTryFailed) = (0, false);
                break;
            case var type when type.EndsWith("StateExited", StringComparison.Ordinal):
                Change(state => state with { Status = _lastTryFailed ? StateStatus.CaughtError : StateStatus.Succeeded, LeftAt = at });
                break;
            case "LambdaFunctionScheduled" or "TaskScheduled":
                _tries++;
                Change(state => state with { Retries = _tries - 1 });
                break;
            case "LambdaFunctionSucceeded" or "TaskSucceeded":
                _lastTryFailed = false;
                break;
            case "ExecutionFailed" or "ExecutionTimedOut":
                Change(state => state.LeftAt is null ? Failed(state, entry, StateStatus.Failed) with { LeftAt = at } : state);
                break;
            case "ExecutionAborted":
                Change(state => state.LeftAt is null ? Failed(state, entry, StateStatus.Stopped) with { LeftAt = at } : state);
                break;
            case var _ when entry.Failure is not null:
                _lastTryFailed = true;
                Change(state => Failed(state, entry, state.Status));
                break;
        }
    }

    private static StateProgress Failed(StateProgress state, EventSummary entry, string status)
    {
        return state with { Status = status, Error = entry.Failure?.Error ?? state.Error, Reason = entry.Failure?.Reason ?? state.Reason };
    }

    private void Change(Func<StateProgress, StateProgress> change)
    {
        if (_states.Count > 0)
        {
            _states[^1] = change(_states[^1]);
        }
    }
}
