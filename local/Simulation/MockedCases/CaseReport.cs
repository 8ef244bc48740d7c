using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Simulation.MockedCases;

/// <summary>All cases of a run, and what of the definition none of them reached.</summary>
public sealed record CaseReport(
    IReadOnlyList<CaseResult> Cases,
    IReadOnlyList<string> UnreachedStates,
    IReadOnlyList<UnreachedCatcher> UnreachedCatchers
)
{
    public bool Passed => Cases.All(result => result.Fault is null);

    /// <param name="input">JSON text for the cases that bring none of their own.</param>
    /// <exception cref="JsonFormatException">The input is no JSON.</exception>
    public static CaseReport Of(StateMachine machine, IEnumerable<MockedCase> cases, string input)
    {
        ArgumentNullException.ThrowIfNull(machine);
        IReadOnlyList<CaseResult> results = [.. cases.Select(mockedCase => CaseRun.Of(machine, mockedCase, input))];
        var steps = results.SelectMany(result => result.Path).ToList();
        var entered = steps.Select(step => step.State).ToHashSet(StringComparer.Ordinal);
        var caught = steps.Select(step => (step.State, step.Catcher)).ToHashSet();
        var states = StateTree.All(machine.Flow).ToList();
        return new CaseReport(
            results,
            [.. states.Select(state => state.Name).Where(name => !entered.Contains(name))],
            [
                .. from state in states
                from catcher in state.Catch.Index()
                where !caught.Contains((state.Name, catcher.Index))
                select new UnreachedCatcher(state.Name, catcher.Index, catcher.Item.ErrorEquals),
            ]
        );
    }
}
