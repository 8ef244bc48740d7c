namespace PromptToImage.WebConsole.Diagrams;

/// <summary>
/// Places a diagram from top to bottom in layers (Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical
/// system structures", 1981): an edge goes down at least one layer, edges that span several get a bend in each, nodes are
/// ordered by the mean of their neighbours, and the main path stays straight.
/// </summary>
public static class DiagramLayout
{
    private const double LayerGap = 44;
    private const double NodeGap = 28;
    private const double SlightSlant = 8;
    private const double BendWidth = 12;
    private const double NodeHeight = 40;
    private const double TerminalSize = 36;
    private const double CharacterWidth = 7.6;
    private const double NodePadding = 32;
    private const double MinimumWidth = 120;
    private const double InnerMargin = 16;
    private const double InnerHeader = 28;
    private const double BendWeight = 2;
    private const int Sweeps = 24;

    public static PlacedDiagram Place(Diagram diagram) => Place(diagram, 0, 0);

    private static PlacedDiagram Place(Diagram diagram, double x, double y)
    {
        var vertices = diagram.Nodes.Select(CreateVertex).ToDictionary(vertex => vertex.Node!.Id);
        var links = LinkDownwards(diagram, vertices);
        AssignLayers(vertices.Values, links);
        var layers = SplitLongLinks(vertices.Values, links);
        Order(layers);
        Align(layers);
        Straighten(layers);
        return Build(diagram, vertices, links, layers, x, y);
    }

    private static Vertex CreateVertex(DiagramNode node)
    {
        if (node.IsTerminal)
        {
            return new Vertex(node, TerminalSize, TerminalSize, []);
        }

        var width = Math.Max(MinimumWidth, node.Label.Length * CharacterWidth + NodePadding);
        if (node.Inner.Count == 0)
        {
            return new Vertex(node, width, NodeHeight, []);
        }

        var inner = new List<PlacedDiagram>();
        var right = InnerMargin;
        foreach (var part in node.Inner)
        {
            var placed = Place(part, right, InnerHeader);
            inner.Add(placed);
            right += placed.Width + InnerMargin;
        }

        return new Vertex(node, Math.Max(width, right), InnerHeader + inner.Max(part => part.Height) + InnerMargin, inner);
    }

    /// <summary>Links that point upwards (loops) are laid out as if they pointed downwards, so that layers exist.</summary>
    private static List<Link> LinkDownwards(Diagram diagram, Dictionary<string, Vertex> vertices)
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
                    ? new Link(edge, vertices[edge.To], vertices[edge.From], Reversed: true)
                    : new Link(edge, vertices[edge.From], vertices[edge.To], Reversed: false)
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

    private static void AssignLayers(IReadOnlyCollection<Vertex> vertices, List<Link> links)
    {
        // Longest path: needs at most as many rounds as there are vertices.
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var link in links.Where(link => link.Lower.Layer <= link.Upper.Layer))
            {
                link.Lower.Layer = link.Upper.Layer + 1;
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

    private static List<List<Vertex>> SplitLongLinks(IEnumerable<Vertex> vertices, List<Link> links)
    {
        var all = vertices.ToList();
        foreach (var link in links)
        {
            var above = link.Upper;
            for (var layer = link.Upper.Layer + 1; layer < link.Lower.Layer; layer++)
            {
                var bend = new Vertex(null, BendWidth, 0, []) { Layer = layer };
                all.Add(bend);
                link.Bends.Add(bend);
                Connect(above, bend, above == link.Upper ? Weight(link) : BendWeight);
                above = bend;
            }

            Connect(above, link.Lower, Weight(link));
        }

        return [.. all.GroupBy(vertex => vertex.Layer).OrderBy(layer => layer.Key).Select(layer => layer.ToList())];
    }

    /// <summary>The weight of a link. The main path has the largest weight, so that it is straight.</summary>
    private static double Weight(Link link) => link.Edge.Kind == DiagramEdgeKind.Catch || link.Reversed ? 0.05 : 8;

    private static void Connect(Vertex above, Vertex below, double weight)
    {
        above.Below.Add((below, weight));
        below.Above.Add((above, weight));
    }

    private static void Order(List<List<Vertex>> layers)
    {
        Number(layers);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var down = sweep % 2 == 0;
            foreach (var layer in down ? layers : Enumerable.Reverse(layers))
            {
                var sorted = layer
                    .OrderBy(vertex => Mean(down ? vertex.Above : vertex.Below, other => other.Position) ?? vertex.Position)
                    .ToList();
                layer.Clear();
                layer.AddRange(sorted);
                Number([layer]);
            }
        }
    }

    private static void Number(List<List<Vertex>> layers)
    {
        foreach (var layer in layers)
        {
            for (var index = 0; index < layer.Count; index++)
            {
                layer[index].Position = index;
            }
        }
    }

    /// <summary>Moves each vertex towards its neighbours, as far as its layer's order and gaps allow.</summary>
    private static void Align(List<List<Vertex>> layers)
    {
        foreach (var layer in layers)
        {
            Spread(layer);
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var down = sweep % 2 == 0;
            foreach (var layer in down ? layers : Enumerable.Reverse(layers))
            {
                foreach (var vertex in layer)
                {
                    vertex.Centre = Mean(down ? vertex.Above : vertex.Below, other => other.Centre) ?? vertex.Centre;
                }

                Spread(layer);
            }
        }
    }

    /// <summary>Aligns a node with its predecessor where they are almost aligned: a slightly slanted arrow looks like a mistake.</summary>
    private static void Straighten(List<List<Vertex>> layers)
    {
        foreach (var layer in layers)
        {
            for (var index = 0; index < layer.Count; index++)
            {
                var vertex = layer[index];
                var leader = vertex.Above.Count > 0 ? vertex.Above.MaxBy(above => above.Weight).Vertex : null;
                if (leader is null || Math.Abs(leader.Centre - vertex.Centre) > SlightSlant)
                {
                    continue;
                }

                var hasRoom =
                    (index == 0 || leader.Centre - layer[index - 1].Centre >= (vertex.Width + layer[index - 1].Width + NodeGap) / 2)
                    && (
                        index == layer.Count - 1
                        || layer[index + 1].Centre - leader.Centre >= (vertex.Width + layer[index + 1].Width + NodeGap) / 2
                    );
                vertex.Centre = hasRoom ? leader.Centre : vertex.Centre;
            }
        }
    }

    /// <summary>
    /// Restores the gaps with the least movement: overlapping runs are placed around the mean of their preferred positions.
    /// </summary>
    private static void Spread(List<Vertex> layer)
    {
        var runs = new List<(List<Vertex> Vertices, double Wanted, double Weight)>();
        foreach (var vertex in layer)
        {
            var weight = 1 + vertex.Above.Concat(vertex.Below).Sum(neighbour => neighbour.Weight);
            runs.Add(([vertex], vertex.Centre, weight));
            while (runs.Count > 1 && Left(runs[^1]) < Right(runs[^2]) + NodeGap)
            {
                var (before, after) = (runs[^2], runs[^1]);
                runs.RemoveRange(runs.Count - 2, 2);
                // The preferred position of the merged run's first vertex, from each part.
                var shift = Offset([.. before.Vertices, .. after.Vertices], before.Vertices.Count);
                var total = before.Weight + after.Weight;
                runs.Add(
                    (
                        [.. before.Vertices, .. after.Vertices],
                        (before.Wanted * before.Weight + (after.Wanted - shift) * after.Weight) / total,
                        total
                    )
                );
            }
        }

        foreach (var run in runs)
        {
            for (var index = 0; index < run.Vertices.Count; index++)
            {
                run.Vertices[index].Centre = run.Wanted + Offset(run.Vertices, index);
            }
        }

        static double Left((List<Vertex> Vertices, double Wanted, double Weight) run) => run.Wanted - run.Vertices[0].Width / 2;

        static double Right((List<Vertex> Vertices, double Wanted, double Weight) run) =>
            run.Wanted + Offset(run.Vertices, run.Vertices.Count - 1) + run.Vertices[^1].Width / 2;
    }

    /// <summary>The distance between the centres of a vertex and of the first vertex of its run.</summary>
    private static double Offset(List<Vertex> run, int index)
    {
        var offset = 0d;
        for (var before = 0; before < index; before++)
        {
            offset += run[before].Width / 2 + NodeGap + run[before + 1].Width / 2;
        }

        return offset;
    }

    private static double? Mean(List<(Vertex Vertex, double Weight)> neighbours, Func<Vertex, double> value)
    {
        var total = neighbours.Sum(neighbour => neighbour.Weight);
        return total > 0 ? neighbours.Sum(neighbour => neighbour.Weight * value(neighbour.Vertex)) / total : null;
    }

    private static PlacedDiagram Build(
        Diagram diagram,
        Dictionary<string, Vertex> vertices,
        List<Link> links,
        List<List<Vertex>> layers,
        double x,
        double y
    )
    {
        var left = layers.SelectMany(layer => layer).Min(vertex => vertex.Centre - vertex.Width / 2);
        var top = 0d;
        foreach (var layer in layers)
        {
            var height = layer.Max(vertex => vertex.Height);
            foreach (var vertex in layer)
            {
                vertex.Centre -= left;
                vertex.Top = top + (height - vertex.Height) / 2;
                vertex.LayerTop = top;
                vertex.LayerBottom = top + height;
            }

            top += height + LayerGap;
        }

        var nodes = diagram
            .Nodes.Select(node => vertices[node.Id])
            .Select(vertex => new PlacedNode(
                vertex.Node!,
                vertex.Centre - vertex.Width / 2,
                vertex.Top,
                vertex.Width,
                vertex.Height,
                vertex.Inner
            ))
            .ToList();
        var width = layers.SelectMany(layer => layer).Max(vertex => vertex.Centre + vertex.Width / 2);
        return new PlacedDiagram(x, y, width, top - LayerGap, nodes, links.Select(Route).ToList());
    }

    private static PlacedEdge Route(Link link)
    {
        var points = new List<(double X, double Y)> { (link.Upper.Centre, link.Upper.Top + link.Upper.Height) };
        foreach (var bend in link.Bends)
        {
            points.Add((bend.Centre, bend.LayerTop));
            points.Add((bend.Centre, bend.LayerBottom));
        }

        points.Add((link.Lower.Centre, link.Lower.Top));
        if (link.Reversed)
        {
            points.Reverse();
        }

        return new PlacedEdge(link.Edge, points);
    }

    private sealed class Vertex(DiagramNode? node, double width, double height, IReadOnlyList<PlacedDiagram> inner)
    {
        /// <summary>Null for the bend of an edge.</summary>
        public DiagramNode? Node { get; } = node;

        public double Width { get; } = width;

        public double Height { get; } = height;

        public IReadOnlyList<PlacedDiagram> Inner { get; } = inner;

        public List<(Vertex Vertex, double Weight)> Above { get; } = [];

        public List<(Vertex Vertex, double Weight)> Below { get; } = [];

        public int Layer { get; set; }

        public double Position { get; set; }

        public double Centre { get; set; }

        public double Top { get; set; }

        public double LayerTop { get; set; }

        public double LayerBottom { get; set; }
    }

    private sealed record Link(DiagramEdge Edge, Vertex Upper, Vertex Lower, bool Reversed)
    {
        public List<Vertex> Bends { get; } = [];
    }
}
