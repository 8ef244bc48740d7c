using System.Diagnostics.CodeAnalysis;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>States that lead to one another: a whole machine, a branch of a Parallel, or what a Map does with each item.</summary>
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

    public string StartAt { get; }

    /// <summary>In the order of the definition.</summary>
    public IReadOnlyList<State> States { get; }

    internal State Start { get; }

    public bool TryFind(string name, [NotNullWhen(true)] out State? state) => _byName.TryGetValue(name, out state);

    internal State this[string name] => _byName[name];
}
