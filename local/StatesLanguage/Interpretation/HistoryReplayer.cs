using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>
/// Takes again the steps that a history records. Each event either follows from the execution alone, at the recorded time,
/// or says which external event came next.
/// </summary>
internal sealed class HistoryReplayer(Execution execution)
{
    private readonly DecisionBuilder _decision = new(execution, execution.Start.StartTime);

    /// <param name="history">It is read once, and only a little ahead, so it need not fit into memory.</param>
    public Execution Replay(IEnumerable<HistoryEvent> history)
    {
        using var cursor = new HistoryCursor(history);
        while (cursor.MoveNext())
        {
            var recorded = cursor.Current;
            _decision.SetTime(recorded.Timestamp);
            if (recorded.Type == HistoryEventType.ExecutionAborted)
            {
                // A stop does not wait for the steps that an execution can take.
                Deliver(cursor);
            }

            StepToEvent();
            if (!TryCheck(recorded))
            {
                Deliver(cursor);
                StepToEvent();
                if (!TryCheck(recorded))
                {
                    throw new InvalidHistoryException(recorded.Id, $"{recorded.Type} does not follow from the events before it.");
                }
            }
        }

        MapRunReplay.RestartLost(_decision, BranchOrigin.Root);
        var replayed = _decision.BuildExecution();
        replayed.UnrecordedEvaluationSteps = 0;
        return replayed;
    }

    private void StepToEvent()
    {
        while (_decision.Events.Count == 0 && _decision.HasWork)
        {
            _decision.Step();
        }
    }

    private bool TryCheck(HistoryEvent recorded)
    {
        if (_decision.TakeEvent() is not { } replayed)
        {
            return false;
        }

        if (replayed.Id != recorded.Id || replayed.Type != recorded.Type || replayed.PreviousEventId != recorded.PreviousEventId)
        {
            throw new InvalidHistoryException(
                recorded.Id,
                $"The history has {recorded.Type} after event {recorded.PreviousEventId}. "
                    + $"The definition and the input lead to {replayed.Type} as event {replayed.Id} after event {replayed.PreviousEventId}."
            );
        }

        return true;
    }

    private void Deliver(HistoryCursor history)
    {
        var recorded = history.Current;
        switch (recorded.Type)
        {
            case HistoryEventType.LambdaFunctionSucceeded or HistoryEventType.ActivitySucceeded:
                Accept(new ExecutionEvent.TaskSucceeded(TaskId(recorded), ((HistoryDetails.Succeeded)recorded.Details!).Output));
                break;
            case HistoryEventType.TaskSucceeded:
                Accept(new ExecutionEvent.TaskSucceeded(TaskId(recorded), ((HistoryDetails.TaskOutput)recorded.Details!).Output));
                break;
            case HistoryEventType.TaskSubmitted:
                Accept(new ExecutionEvent.TaskSubmitted(TaskId(recorded), ((HistoryDetails.TaskOutput)recorded.Details!).Output));
                break;
            case HistoryEventType.LambdaFunctionFailed or HistoryEventType.ActivityFailed or HistoryEventType.TaskFailed:
                var (error, cause) = ErrorOf(recorded);
                Accept(new ExecutionEvent.TaskFailed(TaskId(recorded), error, cause));
                break;
            case HistoryEventType.ExecutionAborted:
                (error, cause) = ErrorOf(recorded);
                Accept(new ExecutionEvent.Stop(error, cause));
                break;
            case HistoryEventType.ExecutionRedriven:
                Accept(ExecutionEvent.Redrive.Instance);
                break;
            case HistoryEventType.MapRunSucceeded or HistoryEventType.MapRunFailed:
                MapRunReplay.End(_decision, history);
                break;
            default:
                MissHeartbeats(history);
                ExternalEventHandler.FireDue(_decision, heartbeats: false);
                break;
        }
    }

    private void Accept(ExecutionEvent e) => ExternalEventHandler.Accept(_decision, e);

    private long TaskId(HistoryEvent recorded) =>
        FindTask(_decision.Root, recorded.PreviousEventId)?.Task.TaskId
        ?? throw new InvalidHistoryException(recorded.Id, $"No task is in progress after event {recorded.PreviousEventId}.");

    private static ExecutionBranch? FindTask(ExecutionBranch branch, long lastEventId)
    {
        if (branch is { Phase: BranchPhase.AwaitingTask, Origin.IsRecorded: true } && branch.LastEventId == lastEventId)
        {
            return branch;
        }

        // The items of a distributed Map have no events here.
        return branch is { HasOpenChildren: true, FanOut: { Plan.IsDistributed: false } fanOut }
            ? fanOut.Open.Values.Select(child => FindTask(child, lastEventId)).FirstOrDefault(found => found is not null)
            : null;
    }

    // A history does not say when a heartbeat was due, but that it was missing. Those of one moment were missing together.
    private void MissHeartbeats(HistoryCursor history)
    {
        var now = history.Current.Timestamp;
        foreach (var missed in history.Following().Prepend(history.Current).TakeWhile(e => e.Timestamp == now && IsTimeout(e.Type)))
        {
            if (
                FindTask(_decision.Root, missed.PreviousEventId) is { Task: { HeartbeatSeconds: not null } task } branch
                && !(task.TimeoutAt <= now)
            )
            {
                _decision.Select(branch.Origin);
                ExternalEventHandler.TimeOut(_decision, isMissedHeartbeat: true);
            }
        }
    }

    private static bool IsTimeout(HistoryEventType type) =>
        type is HistoryEventType.LambdaFunctionTimedOut or HistoryEventType.ActivityTimedOut or HistoryEventType.TaskTimedOut;

    private static (string? Error, string? Cause) ErrorOf(HistoryEvent recorded) =>
        recorded.Details switch
        {
            HistoryDetails.Failed failed => (failed.Error, failed.Cause),
            HistoryDetails.TaskFailed failed => (failed.Error, failed.Cause),
            _ => (null, null),
        };
}
