using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.StatesLanguage;

/// <summary>
/// A flow as nodes and edges, to draw it. The node of a Parallel or a Map contains the graphs of the flows inside. Immutable.
/// </summary>
/// <param name="StartAt">The name of the first state.</param>
/// <param name="Nodes">A node for each state, in the order of the definition.</param>
/// <param name="Edges">The transitions between the states.</param>
public sealed record StateGraph(string StartAt, IReadOnlyList<StateGraph.Node> Nodes, IReadOnlyList<StateGraph.Edge> Edges)
{
    /// <summary>A state.</summary>
    /// <param name="Name">The name of the state.</param>
    /// <param name="Type">The type of the state.</param>
    /// <param name="IsEnd">Whether the flow can end with this state.</param>
    /// <param name="Inner">The graphs of the branches of a Parallel, or the graph of the item processor of a Map.</param>
    public sealed record Node(string Name, StateType Type, bool IsEnd, IReadOnlyList<StateGraph> Inner);

    /// <summary>A transition.</summary>
    /// <param name="From">The name of the state that is left.</param>
    /// <param name="To">The name of the next state.</param>
    /// <param name="Kind">The field that has the transition.</param>
    /// <param name="Label">The comment or the condition of a choice rule, or the error names of a catcher; empty for Next.</param>
    public sealed record Edge(string From, string To, EdgeKind Kind, string Label);

    /// <summary>The field that has a transition.</summary>
    public enum EdgeKind
    {
        /// <summary>The field Next of a state.</summary>
        Next,

        /// <summary>A choice rule.</summary>
        Choice,

        /// <summary>The field Default of a Choice.</summary>
        Default,

        /// <summary>A catcher.</summary>
        Catch,
    }

    /// <summary>Creates the graph of a flow.</summary>
    public static StateGraph From(Flow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return new StateGraph(
            flow.StartAt,
            [.. flow.States.Select(s => new Node(s.Name, s.Type, s.Next is null && s.Type != StateType.Choice, [.. s.Inner.Select(From)]))],
            [.. flow.States.SelectMany(EdgesFrom)]
        );
    }

    private static IEnumerable<Edge> EdgesFrom(State state)
    {
        if (state.Next is not null)
        {
            yield return new Edge(state.Name, state.Next, EdgeKind.Next, "");
        }

        if (state is ChoiceState choice)
        {
            foreach (var rule in choice.Rules)
            {
                yield return new Edge(state.Name, rule.Next, EdgeKind.Choice, rule.Comment ?? rule.Label);
            }

            if (choice.Default is not null)
            {
                yield return new Edge(state.Name, choice.Default, EdgeKind.Default, "Default");
            }
        }

        foreach (var catcher in state.Catch)
        {
            yield return new Edge(state.Name, catcher.Next, EdgeKind.Catch, string.Join(", ", catcher.ErrorEquals));
        }
    }
}
