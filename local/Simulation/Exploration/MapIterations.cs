using System.Globalization;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.Simulation.Exploration;

/// <summary>
/// Finds the Map iteration that a task belongs to. Two runs of one iteration, after a retry of its Map, are the same iteration.
/// </summary>
/// <param name="machine">The state machine.</param>
internal sealed class MapIterations(StateMachine machine)
{
    /// <summary>The Map states around each state that is inside of one, the innermost first.</summary>
    private readonly Dictionary<string, IReadOnlyList<MapState>> _maps = Inside(machine.Flow, [])
        .ToDictionary(state => state.Name, state => state.Maps, StringComparer.Ordinal);

    /// <returns>The index of the iteration, in a nested Map with those of the outer ones; empty outside of Map.</returns>
    public string Find(Effect.InvokeTask task, IReadOnlyList<HistoryEvent> history)
    {
        if (!_maps.TryGetValue(task.StateName, out var maps))
        {
            return "";
        }

        if (maps.Any(map => map.IsDistributed))
        {
            // The history does not have the iterations of a distributed Map. The id is that of the entry into the state.
            return task.StateEnteredId.ToString(CultureInfo.InvariantCulture);
        }

        var indexes = new List<int>();
        var at = task.StateEnteredId;
        foreach (var map in maps)
        {
            for (; ; at = history[(int)at - 1].PreviousEventId)
            {
                if (
                    history[(int)at - 1] is
                    { Type: HistoryEventType.MapIterationStarted, Details: HistoryDetails.MapIteration { Name: var name, Index: var index } }
                    && name == map.Name
                )
                {
                    indexes.Add(index);
                    break;
                }
            }
        }

        return string.Join('/', indexes);
    }

    private static IEnumerable<(string Name, IReadOnlyList<MapState> Maps)> Inside(Flow flow, IReadOnlyList<MapState> maps)
    {
        foreach (var state in flow.States)
        {
            if (maps.Count > 0)
            {
                yield return (state.Name, maps);
            }

            var inner = state is MapState map ? [map, .. maps] : maps;
            foreach (var found in state.Inner.SelectMany(flow => Inside(flow, inner)))
            {
                yield return found;
            }
        }
    }
}
