using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>
/// Replays the end of a distributed Map's run. The history does not have what happened to its items. Their results are
/// taken from the Map's recorded output. Where the history ends before the output, the items run again.
/// </summary>
internal static class MapRunReplay
{
    public static void End(DecisionBuilder decision, HistoryCursor history)
    {
        var recorded = history.Current;
        var map =
            Find(decision.Root, recorded.PreviousEventId)
            ?? throw new InvalidHistoryException(recorded.Id, $"No Map run is in progress after event {recorded.PreviousEventId}.");
        decision.Select(map.Origin);
        decision.Forget(map.FanOut);
        var ended = new FanOut(map.FanOut.Plan)
        {
            Next = map.FanOut.Plan.Count,
            Done = map.FanOut.Plan.Count,
            Failed = map.FanOut.Failed,
            Milestone = map.FanOut.Milestone,
        };
        if (recorded is { Type: HistoryEventType.MapRunFailed, Details: HistoryDetails.Failed failure })
        {
            map = map with { Error = new StateError(failure.Error, failure.Cause) };
            ended = ended.Notify(HistoryEventType.MapRunFailed, map.LastEventId, failure) with { IsFailing = true };
        }
        else
        {
            var output = FindOutput(history, map.State.Name);
            ended = ended with { Recorded = output, IsOutputLost = output is null };
        }

        decision.Branch = map with { Phase = BranchPhase.SchedulingChildren, Progress = ended };
        decision.Wake();
    }

    /// <summary>At the end of a replay: starts the items again whose results the history does not have.</summary>
    public static void RestartLost(DecisionBuilder decision, BranchOrigin origin)
    {
        decision.Select(origin);
        if (decision.Branch.Progress is not FanOut fanOut)
        {
            return;
        }

        if (fanOut.IsOutputLost)
        {
            decision.Branch = decision.Branch with { Phase = BranchPhase.SchedulingChildren, Progress = fanOut.Restarted() };
            return;
        }

        foreach (var child in fanOut.Open.Values)
        {
            RestartLost(decision, child.Origin);
        }
    }

    private static HistoryDetails.StateExited? FindOutput(HistoryCursor history, string stateName) =>
        history
            .Following()
            .Where(e => e.Type == HistoryEventType.MapStateExited)
            .Select(e => e.Details)
            .OfType<HistoryDetails.StateExited>()
            .FirstOrDefault(exited => exited.Name == stateName);

    private static ExecutionBranch? Find(ExecutionBranch branch, long lastEventId)
    {
        if (branch.Progress is not FanOut fanOut)
        {
            return null;
        }

        return fanOut.Plan.IsDistributed && branch.LastEventId == lastEventId
            ? branch
            : fanOut.Open.Values.Select(child => Find(child, lastEventId)).FirstOrDefault(found => found is not null);
    }
}
