using PromptToImage.StatesLanguage;

namespace PromptToImage.WebConsole.Diagrams;

/// <summary>Converts a state machine definition to a diagram of its states, with a start and an end.</summary>
public static class DefinitionDiagram
{
    private const string StartId = "(start)";
    private const string EndId = "(end)";

    public static Diagram From(StateMachine machine) => From(machine.Graph, framed: true);

    private static Diagram From(StateGraph graph, bool framed)
    {
        var nodes = graph.Nodes.Select(node => new DiagramNode(
            node.Name,
            node.Name,
            node.Type.ToString(),
            node.Inner.Select(inner => From(inner, framed: false)).ToList()
        ));
        var edges = graph.Edges
        // The arrow of a catcher is dashed and has no label. The definition tab shows the error names.
        .Select(edge => new DiagramEdge(
            edge.From,
            edge.To,
            Enum.Parse<DiagramEdgeKind>(edge.Kind.ToString()),
            edge.Kind == StateGraph.EdgeKind.Catch ? "" : edge.Label
        ));
        if (!framed)
        {
            return new Diagram(nodes.ToList(), edges.ToList());
        }

        return new Diagram(
            [new(StartId, DiagramNode.Start, DiagramNode.Start, []), .. nodes, new(EndId, DiagramNode.End, DiagramNode.End, [])],
            [
                new(StartId, graph.StartAt, DiagramEdgeKind.Next, ""),
                .. edges,
                .. graph.Nodes.Where(node => node.IsEnd).Select(node => new DiagramEdge(node.Name, EndId, DiagramEdgeKind.Next, "")),
            ]
        );
    }
}
