using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>
/// Replays the end of a distributed Map's run. What happened to its items is no part of the history: their results are
/// taken from the Map's output. Where the history breaks off before that, the items run again.
/// </summary>
internal static class MapRuns
{
    public static void End(Engine engine, IReadOnlyList<HistoryEvent> events, int at)
    {
        var recorded = events[at];
        var map =
            Find(engine.Execution.Root, recorded.PreviousEventId)
            ?? throw new InvalidHistoryException(recorded.Id, $"no Map run goes on after event {recorded.PreviousEventId}");
        var group = map.Group!;
        engine.Forget(group.Open);
        group.Open.Clear();
        group.Next = group.Done = group.Count;
        if (recorded is { Type: HistoryEventType.MapRunFailed, Details: HistoryDetails.Failed failure })
        {
            map.Error = failure.Error;
            map.Cause = failure.Cause;
            group.Notices.Enqueue(new(HistoryEventType.MapRunFailed, map.Last, failure));
            group.Breaking = true;
        }
        else
        {
            group.Recorded = Exit(events, at, map);
            group.Lost = group.Recorded is null;
        }
        map.Phase = Phase.Tending;
        engine.Wake(map);
    }

    /// <summary>At the end of a replay: runs again what the history lost.</summary>
    public static void RestartLost(Strand strand)
    {
        if (strand.Group is not { } group)
        {
            return;
        }

        foreach (var child in group.Open)
        {
            RestartLost(child);
        }

        if (!group.Lost)
        {
            return;
        }

        group.Restart();
        strand.Phase = Phase.Tending;
    }

    private static HistoryDetails.StateExited? Exit(IReadOnlyList<HistoryEvent> events, int at, Strand map)
    {
        for (var i = at + 1; i < events.Count; i++)
        {
            if (
                events[i] is { Type: HistoryEventType.MapStateExited, Details: HistoryDetails.StateExited exited }
                && exited.Name == map.State.Name
            )
            {
                return exited;
            }
        }

        return null;
    }

    private static Strand? Find(Strand strand, long last)
    {
        if (strand.Group is null)
        {
            return null;
        }

        if (strand is { State.Type: StateType.Map, Group.Distributed: true } && strand.Last == last)
        {
            return strand;
        }

        foreach (var child in strand.Group.Open)
        {
            if (Find(child, last) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
