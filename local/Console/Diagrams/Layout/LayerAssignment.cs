namespace PromptToImage.WebConsole.Diagrams.Layout;

/// <summary>Gives each vertex a layer: each edge goes down at least one layer.</summary>
internal static class LayerAssignment
{
    private const double BendWidth = 12;
    private const double BendWeight = 2;

    /// <summary>Edges that point upwards (loops) are laid out as if they pointed downwards, so that layers exist.</summary>
    public static List<LayoutEdge> PointDownwards(Diagram diagram, Dictionary<string, LayoutVertex> vertices)
    {
        var outgoing = diagram.Edges.ToLookup(edge => edge.From);
        var state = new Dictionary<string, bool>();
        var backward = new HashSet<DiagramEdge>();
        foreach (var node in diagram.Nodes)
        {
            Visit(node.Id);
        }

        // Several transitions between two states are drawn as one arrow of the main kind.
        return [.. diagram
            .Edges.Where(edge => edge.From != edge.To)
            .GroupBy(edge => (edge.From, edge.To))
            .Select(edges => edges.MinBy(edge => edge.Kind)!)
            .Select(edge =>
                backward.Contains(edge)
                    ? new LayoutEdge(edge, vertices[edge.To], vertices[edge.From], Reversed: true)
                    : new LayoutEdge(edge, vertices[edge.From], vertices[edge.To], Reversed: false)
            )];

        void Visit(string id)
        {
            if (!state.TryAdd(id, true))
            {
                return;
            }

            foreach (var edge in outgoing[id])
            {
                if (state.TryGetValue(edge.To, out var open) && open)
                {
                    backward.Add(edge);
                }
                else
                {
                    Visit(edge.To);
                }
            }

            state[id] = false;
        }
    }

    /// <summary>The layers from top to bottom, with a bend in each layer that an edge crosses.</summary>
    public static List<List<LayoutVertex>> Apply(IReadOnlyCollection<LayoutVertex> vertices, List<LayoutEdge> edges)
    {
        Assign(vertices, edges);
        return SplitLongEdges(vertices, edges);
    }

    private static void Assign(IReadOnlyCollection<LayoutVertex> vertices, List<LayoutEdge> edges)
    {
        // Longest path: needs at most as many rounds as there are vertices.
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var edge in edges.Where(edge => edge.Lower.Layer <= edge.Upper.Layer))
            {
                edge.Lower.Layer = edge.Upper.Layer + 1;
                changed = true;
            }
        }

        // The end is below everything else, whichever state leads to it first.
        var last = vertices.Max(vertex => vertex.Layer);
        foreach (var end in vertices.Where(vertex => vertex.Node is { Kind: DiagramNode.End }))
        {
            end.Layer = last;
        }
    }

    private static List<List<LayoutVertex>> SplitLongEdges(IEnumerable<LayoutVertex> vertices, List<LayoutEdge> edges)
    {
        var all = vertices.ToList();
        foreach (var edge in edges)
        {
            var above = edge.Upper;
            for (var layer = edge.Upper.Layer + 1; layer < edge.Lower.Layer; layer++)
            {
                var bend = new LayoutVertex(null, BendWidth, 0, []) { Layer = layer };
                all.Add(bend);
                edge.Bends.Add(bend);
                Connect(above, bend, above == edge.Upper ? Weight(edge) : BendWeight);
                above = bend;
            }

            Connect(above, edge.Lower, Weight(edge));
        }

        return [.. all.GroupBy(vertex => vertex.Layer).OrderBy(layer => layer.Key).Select(layer => layer.ToList())];
    }

    /// <summary>The weight of an edge. The main path has the largest weight, so that it is straight.</summary>
    private static double Weight(LayoutEdge edge) => edge.Edge.Kind == DiagramEdgeKind.Catch || edge.Reversed ? 0.05 : 8;

    private static void Connect(LayoutVertex above, LayoutVertex below, double weight)
    {
        above.Below.Add((below, weight));
        below.Above.Add((above, weight));
    }
}
