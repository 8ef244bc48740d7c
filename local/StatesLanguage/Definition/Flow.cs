using System.Diagnostics.CodeAnalysis;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>
/// States and the transitions between them: a whole state machine, a branch of a Parallel, or the item processor of a Map.
/// Immutable.
/// </summary>
public sealed class Flow
{
    private readonly Dictionary<string, State> _byName;

    internal Flow(string startAt, IReadOnlyList<State> states)
    {
        StartAt = startAt;
        States = states;
        _byName = states.ToDictionary(s => s.Name, StringComparer.Ordinal);
        Start = _byName[startAt];
        foreach (var state in states)
        {
            state.Link(this);
        }
    }

    /// <summary>The name of the first state.</summary>
    public string StartAt { get; }

    /// <summary>The states, in the order of the definition. At least one.</summary>
    public IReadOnlyList<State> States { get; }

    /// <summary>The states with those inside their Parallel and Map states, in the order of the definition.</summary>
    public IEnumerable<State> AllStates => States.SelectMany(state => state.Inner.SelectMany(inner => inner.AllStates).Prepend(state));

    internal State Start { get; }

    internal State this[string name] => _byName[name];

    /// <summary>Finds a state of this flow. States inside a Parallel or a Map are in flows of their own.</summary>
    /// <param name="name">The name of the state. Upper and lower case differ.</param>
    /// <param name="state">The state, where one has the name.</param>
    /// <returns>Whether a state has the name.</returns>
    public bool TryFind(string name, [NotNullWhen(true)] out State? state) => _byName.TryGetValue(name, out state);
}
