using System.Text.Json;
using System.Text.Json.Serialization;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Simulation.MockedCases;

/// <summary>The results of all cases of a run, and the states and catchers that no case reached.</summary>
public sealed record CaseReport(
    IReadOnlyList<CaseResult> Cases,
    IReadOnlyList<string> UnreachedStates,
    IReadOnlyList<UnreachedCatcher> UnreachedCatchers
)
{
    /// <summary>Whether each case ran to its end.</summary>
    public bool Passed => Cases.All(result => result.InvalidReason is null);

    /// <summary>Runs the cases.</summary>
    /// <param name="machine">The state machine.</param>
    /// <param name="cases">The cases.</param>
    /// <param name="input">JSON text: the input of the cases that have none of their own.</param>
    /// <exception cref="JsonFormatException">An input is not JSON.</exception>
    public static CaseReport Create(StateMachine machine, IEnumerable<MockedCase> cases, string input)
    {
        ArgumentNullException.ThrowIfNull(machine);
        IReadOnlyList<CaseResult> results = [.. cases.Select(mockedCase => CaseRun.Run(machine, mockedCase, input))];
        var steps = results.SelectMany(result => result.Path).ToList();
        var entered = steps.Select(step => step.State).ToHashSet(StringComparer.Ordinal);
        var caught = steps.Select(step => (step.State, step.Catcher)).ToHashSet();
        var states = machine.Flow.AllStates.ToList();
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

/// <summary>A catcher that no case reached.</summary>
/// <param name="State">The name of the state.</param>
/// <param name="Index">The position in the state's Catch, from 0.</param>
/// <param name="Errors">The errors that it catches.</param>
public sealed record UnreachedCatcher(string State, int Index, IReadOnlyList<string> Errors);

/// <summary>Writes a report as JSON, for scripts.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(CaseReport))]
public sealed partial class CaseReportJson : JsonSerializerContext
{
    public static string Write(CaseReport report) => JsonSerializer.Serialize(report, Default.CaseReport);
}
