using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.Simulation.MockedCases;

/// <summary>Follows a case's history: which states were entered, how often each was tried, which catchers took over.</summary>
internal sealed class CaseTrail(StateMachine machine)
{
    private readonly Dictionary<string, State> _states = StateTree
        .All(machine.Flow)
        .ToDictionary(state => state.Name, StringComparer.Ordinal);
    private readonly List<HistoryEvent> _history = [];
    private readonly List<Visit> _visits = [];
    private readonly Dictionary<string, Visit> _latest = new(StringComparer.Ordinal);

    public void Add(IEnumerable<HistoryEvent> events)
    {
        foreach (var happened in events)
        {
            _history.Add(happened);
            if (happened.Details is HistoryDetails.StateEntered entered)
            {
                NoteCatcher(happened, entered.Name);
                var visit = new Visit(entered.Name);
                _visits.Add(visit);
                _latest[entered.Name] = visit;
            }
        }
    }

    /// <param name="outcome">An error's name, or <see cref="CaseStep.Returned"/>.</param>
    public void Attempt(string state, string outcome) => _latest[state].Attempts.Add(outcome);

    public IReadOnlyList<CaseStep> Steps() => [.. _visits.Select(visit => new CaseStep(visit.State, visit.Attempts, visit.Catcher))];

    /// <summary>A state that was left for another than its Next, or by a failure, was left by a catcher.</summary>
    private void NoteCatcher(HistoryEvent entered, string name)
    {
        if (
            Before(entered) is not { Details: HistoryDetails.StateExited exited } exit
            || _states[exited.Name] is not { Catch.Count: > 0 } left
        )
        {
            return;
        }

        var error = Before(exit)?.Details switch
        {
            HistoryDetails.Failed failed => failed.Error,
            HistoryDetails.TaskFailed failed => failed.Error,
            _ => null,
        };
        if (error is not null || left.Next != name)
        {
            var led = left.Catch.Index().Where(catcher => catcher.Item.Next == name).ToList();
            _latest[left.Name].Catcher = led.Where(catcher => error is not null && catcher.Item.Covers(error))
                .Concat(led)
                .Select(catcher => (int?)catcher.Index)
                .FirstOrDefault();
        }
    }

    private HistoryEvent? Before(HistoryEvent happened) =>
        happened.PreviousEventId > 0 ? _history[(int)happened.PreviousEventId - 1] : null;

    private sealed class Visit(string state)
    {
        public string State { get; } = state;

        public List<string> Attempts { get; } = [];

        public int? Catcher { get; set; }
    }
}
