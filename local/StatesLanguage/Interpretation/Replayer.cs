using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>
/// Takes the steps again that a history records: each event is either the next that the execution decides by itself, at
/// the recorded time, or tells what came from outside.
/// </summary>
internal sealed class Replayer(Execution execution)
{
    private readonly Engine _engine = new(execution, execution.Start.StartTime);
    private int _checked;

    public Execution Replay(IEnumerable<HistoryEvent> history)
    {
        var events = history as IReadOnlyList<HistoryEvent> ?? [.. history];
        for (var i = 0; i < events.Count; i++)
        {
            var recorded = events[i];
            _engine.SetTime(recorded.Timestamp);
            StepToEvent();
            if (!TryCheck(recorded))
            {
                Deliver(events, i);
                StepToEvent();
                if (!TryCheck(recorded))
                {
                    throw new InvalidHistoryException(recorded.Id, $"{recorded.Type} does not follow from what was before it");
                }
            }
        }
        MapRuns.RestartLost(execution.Root);
        return execution;
    }

    private void StepToEvent()
    {
        while (_engine.Events.Count == _checked && _engine.HasWork)
        {
            _engine.Step();
        }
    }

    private bool TryCheck(HistoryEvent recorded)
    {
        if (_engine.Events.Count == _checked)
        {
            return false;
        }

        var replayed = _engine.Events[_checked++];
        if (replayed.Id != recorded.Id || replayed.Type != recorded.Type || replayed.PreviousEventId != recorded.PreviousEventId)
        {
            throw new InvalidHistoryException(
                recorded.Id,
                $"recorded is {recorded.Type} after event {recorded.PreviousEventId}, but definition and input lead to {replayed.Type} as event {replayed.Id} after event {replayed.PreviousEventId}"
            );
        }
        return true;
    }

    private void Deliver(IReadOnlyList<HistoryEvent> events, int at)
    {
        var recorded = events[at];
        switch (recorded.Type)
        {
            case HistoryEventType.LambdaFunctionSucceeded or HistoryEventType.ActivitySucceeded:
                _engine.Accept(
                    new ExecutionEvent.TaskSucceeded(Task(recorded).TaskId, ((HistoryDetails.Succeeded)recorded.Details!).Output)
                );
                break;
            case HistoryEventType.TaskSucceeded:
                _engine.Accept(
                    new ExecutionEvent.TaskSucceeded(Task(recorded).TaskId, ((HistoryDetails.TaskOutput)recorded.Details!).Output)
                );
                break;
            case HistoryEventType.TaskSubmitted:
                _engine.Accept(
                    new ExecutionEvent.TaskSubmitted(Task(recorded).TaskId, ((HistoryDetails.TaskOutput)recorded.Details!).Output)
                );
                break;
            case HistoryEventType.LambdaFunctionFailed or HistoryEventType.ActivityFailed or HistoryEventType.TaskFailed:
                var (error, cause) = ErrorOf(recorded);
                _engine.Accept(new ExecutionEvent.TaskFailed(Task(recorded).TaskId, error, cause));
                break;
            case HistoryEventType.ExecutionAborted:
                (error, cause) = ErrorOf(recorded);
                _engine.Accept(new ExecutionEvent.Stop(error, cause));
                break;
            case HistoryEventType.ExecutionRedriven:
                _engine.Accept(ExecutionEvent.Redrive.Instance);
                break;
            case HistoryEventType.MapRunSucceeded or HistoryEventType.MapRunFailed:
                MapRuns.End(_engine, events, at);
                break;
            default:
                MissHeartbeats(events, at);
                Arrivals.FireDue(_engine, heartbeats: false);
                break;
        }
    }

    private Strand Task(HistoryEvent recorded) =>
        Find(execution.Root, recorded.PreviousEventId)
        ?? throw new InvalidHistoryException(recorded.Id, $"no task runs after event {recorded.PreviousEventId}");

    private static Strand? Find(Strand strand, long last)
    {
        if (strand.Phase == Phase.Running)
        {
            return strand.Last == last && !strand.Hidden ? strand : null;
        }

        if (strand.Phase is not (Phase.Gathering or Phase.Tending))
        {
            return null;
        }

        foreach (var child in strand.Group!.Open)
        {
            if (Find(child, last) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    // When a heartbeat was due is not recorded; that it stayed away is. Those of one moment were missed together.
    private void MissHeartbeats(IReadOnlyList<HistoryEvent> events, int at)
    {
        for (var i = at; i < events.Count && events[i].Timestamp == events[at].Timestamp; i++)
        {
            if (
                events[i].Type
                is not (HistoryEventType.LambdaFunctionTimedOut or HistoryEventType.ActivityTimedOut or HistoryEventType.TaskTimedOut)
            )
            {
                break;
            }

            if (
                Find(execution.Root, events[i].PreviousEventId) is { HeartbeatSeconds: not null } task
                && !(task.Due <= events[i].Timestamp)
            )
            {
                Arrivals.TimeOut(_engine, task, heartbeatMissed: true);
            }
        }
    }

    private static (string? Error, string? Cause) ErrorOf(HistoryEvent recorded) =>
        recorded.Details switch
        {
            HistoryDetails.Failed f => (f.Error, f.Cause),
            HistoryDetails.TaskFailed f => (f.Error, f.Cause),
            _ => (null, null),
        };
}
