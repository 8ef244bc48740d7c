using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.StatesLanguage;

/// <summary>A definition as nodes and edges. The node of a Parallel or a Map contains the graphs of its branches or iterations.</summary>
public sealed record StateGraph(string StartAt, IReadOnlyList<StateGraph.Node> Nodes, IReadOnlyList<StateGraph.Edge> Edges)
{
    /// <param name="IsEnd">Whether the flow may end here.</param>
    /// <param name="Inner">One for each branch, or one for a Map's processor.</param>
    public sealed record Node(string Name, StateType Type, bool IsEnd, IReadOnlyList<StateGraph> Inner);

    /// <param name="Label">Empty for Next; the condition of a choice rule; the error names of a catcher.</param>
    public sealed record Edge(string From, string To, EdgeKind Kind, string Label);

    public enum EdgeKind
    {
        Next,
        Choice,
        Default,
        Catch,
    }

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
