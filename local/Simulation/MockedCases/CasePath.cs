using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.Simulation.MockedCases;

/// <summary>Reads from the history of a case which states were entered, and which catchers caught an error.</summary>
/// <param name="machine">The state machine.</param>
internal sealed class CasePath(StateMachine machine)
{
    private readonly Dictionary<string, State> _states = machine.Flow.AllStates.ToDictionary(
        state => state.Name,
        StringComparer.Ordinal
    );
    private readonly List<HistoryEvent> _history = [];
    private readonly List<Visit> _visits = [];
    private readonly Dictionary<string, Visit> _latest = new(StringComparer.Ordinal);
    private readonly Dictionary<long, Visit> _byEnteredId = [];

    public void Add(IEnumerable<HistoryEvent> events)
    {
        foreach (var historyEvent in events)
        {
            _history.Add(historyEvent);
            if (historyEvent.Details is HistoryDetails.StateEntered entered)
            {
                NoteCatcher(historyEvent, entered.Name);
                AddVisit(historyEvent.Id, entered.Name);
            }
        }
    }

    /// <summary>Adds an attempt of the task to the visit of its state.</summary>
    /// <param name="task">The task.</param>
    /// <param name="outcome">An error's name, or <see cref="CaseStep.Returned"/>.</param>
    public void Attempt(Effect.InvokeTask task, string outcome)
    {
        // The history of a distributed Map does not contain the states of its iterations.
        var visit = _byEnteredId.TryGetValue(task.StateEnteredId, out var recorded)
            ? recorded
            : AddVisit(task.StateEnteredId, task.StateName);
        visit.Attempts.Add(outcome);
    }

    public IReadOnlyList<CaseStep> Steps() => [.. _visits.Select(visit => new CaseStep(visit.State, visit.Attempts, visit.Catcher))];

    private Visit AddVisit(long enteredId, string state)
    {
        var visit = new Visit(state);
        _visits.Add(visit);
        _latest[state] = visit;
        _byEnteredId[enteredId] = visit;
        return visit;
    }

    /// <summary>An error, or a transition to another state than Next, shows that a catcher caught an error in the state.</summary>
    private void NoteCatcher(HistoryEvent entered, string name)
    {
        if (
            Before(entered) is not { Details: HistoryDetails.StateExited exited } exit
            || _states[exited.Name] is not { Catch.Count: > 0 } state
        )
        {
            return;
        }

        var error = ErrorBefore(exit);
        if (error is not null || state.Next != name)
        {
            var candidates = state.Catch.Index().Where(catcher => catcher.Item.Next == name).ToList();
            _latest[state.Name].Catcher = candidates.Where(catcher => error is not null && catcher.Item.Covers(error))
                .Concat(candidates)
                .Select(catcher => (int?)catcher.Index)
                .FirstOrDefault();
        }
    }

    /// <summary>The error with which a state ended; null when it ended without one.</summary>
    private string? ErrorBefore(HistoryEvent exit)
    {
        var before = Before(exit);
        // A Parallel or a Map fails with the error of its child, or with that of its own expression.
        while (
            before?.Type is HistoryEventType.ParallelStateFailed or HistoryEventType.MapStateFailed or HistoryEventType.MapIterationFailed
        )
        {
            before = Before(before);
        }

        return before?.Details switch
        {
            HistoryDetails.Failed failed => failed.Error,
            HistoryDetails.TaskFailed failed => failed.Error,
            HistoryDetails.EvaluationFailed failed => failed.Error,
            _ => null,
        };
    }

    private HistoryEvent? Before(HistoryEvent historyEvent) =>
        historyEvent.PreviousEventId > 0 ? _history[(int)historyEvent.PreviousEventId - 1] : null;

    private sealed class Visit(string state)
    {
        public string State { get; } = state;

        public List<string> Attempts { get; } = [];

        public int? Catcher { get; set; }
    }
}
