using PromptToImage.StatesLanguage.History;

namespace PromptToImage.WebConsole.Model;

/// <summary>Which visits are inside which Parallel and Map, and which of those are in progress.</summary>
/// <param name="history">The events in their order.</param>
/// <param name="visits">The visits that have been found so far.</param>
internal sealed class VisitNesting(IReadOnlyList<HistoryEvent> history, IReadOnlyList<StateVisit> visits)
{
    private readonly List<int> _parents = [];
    private readonly HashSet<int> _open = [];

    /// <summary>The type of the state that an event of a Parallel or a Map belongs to; null for any other event.</summary>
    public static string? TypeOf(HistoryEvent historyEvent)
    {
        var name = historyEvent.Type.ToString();
        return name.StartsWith("ParallelState", StringComparison.Ordinal) ? "Parallel"
            : name.StartsWith("MapState", StringComparison.Ordinal) || name.StartsWith("MapIteration", StringComparison.Ordinal) ? "Map"
            : null;
    }

    public static bool Starts(HistoryEvent historyEvent) =>
        historyEvent.Type is HistoryEventType.ParallelStateStarted or HistoryEventType.MapStateStarted;

    public static bool Fails(HistoryEvent historyEvent) =>
        historyEvent.Type is HistoryEventType.ParallelStateFailed or HistoryEventType.MapStateFailed;

    /// <summary>Adds the next visit.</summary>
    /// <param name="entered">The event that enters the state.</param>
    /// <param name="previous">The visit of the event before it; -1 without one.</param>
    public void Enter(HistoryEvent entered, int previous)
    {
        var begins =
            previous >= 0
            && Event(entered.PreviousEventId).Type
                is HistoryEventType.ParallelStateStarted
                    or HistoryEventType.MapStateStarted
                    or HistoryEventType.MapIterationStarted;
        _parents.Add(
            previous < 0 ? -1
            : begins ? previous
            : _parents[previous]
        );
        _open.Add(_parents.Count - 1);
    }

    public void Open(int visit) => _open.Add(visit);

    public void Close(int visit) => _open.Remove(visit);

    /// <summary>The visit itself or the nearest one around it that has a name; -1 without one.</summary>
    public int Find(int visit, string name) => Climb(visit, candidate => visits[candidate].Name == name);

    /// <summary>The visit itself or the nearest one around it that has a type, one in progress if there is one; -1 without one.</summary>
    public int FindOpen(int visit, string type)
    {
        var open = Climb(visit, candidate => visits[candidate].Type == type && _open.Contains(candidate));
        return open >= 0 ? open : Climb(visit, candidate => visits[candidate].Type == type);
    }

    public HistoryEvent Event(long id) => history[(int)id - 1];

    /// <summary>The error of an event. A Parallel or a Map fails with the error of a state inside it.</summary>
    public (string? Error, string? Cause) ErrorOf(long eventId)
    {
        var failure = Event(eventId);
        while (
            failure.PreviousEventId > 0
            && failure.Type is HistoryEventType.ParallelStateFailed or HistoryEventType.MapStateFailed or HistoryEventType.MapIterationFailed
        )
        {
            failure = Event(failure.PreviousEventId);
        }

        return failure.Details switch
        {
            HistoryDetails.Failed failed => (failed.Error, failed.Cause),
            HistoryDetails.TaskFailed failed => (failed.Error, failed.Cause),
            HistoryDetails.EvaluationFailed failed => (failed.Error, failed.Cause),
            HistoryDetails.StateEntered entered => (null, $"The state {entered.Name} failed."),
            _ => (null, null),
        };
    }

    private int Climb(int visit, Func<int, bool> isWanted)
    {
        while (visit >= 0 && !isWanted(visit))
        {
            visit = _parents[visit];
        }

        return visit;
    }
}
