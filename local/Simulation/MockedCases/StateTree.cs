using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.Simulation.MockedCases;

/// <summary>All states of a machine, those inside Parallel and Map too.</summary>
internal static class StateTree
{
    public static IEnumerable<State> All(Flow flow) => flow.States.SelectMany(state => state.Inner.SelectMany(All).Prepend(state));
}
