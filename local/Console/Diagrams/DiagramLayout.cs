using PromptToImage.WebConsole.Diagrams.Layout;

namespace PromptToImage.WebConsole.Diagrams;

/// <summary>
/// Places a diagram from top to bottom in layers (Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical
/// system structures", 1981): an edge goes down at least one layer, edges that span several get a bend in each, nodes are
/// ordered by the mean of their neighbours, and the main path stays straight.
/// </summary>
public static class DiagramLayout
{
    private const double LayerGap = 44;
    private const double NodeHeight = 40;
    private const double TerminalSize = 36;
    private const double CharacterWidth = 7.6;
    private const double NodePadding = 32;
    private const double MinimumWidth = 120;
    private const double InnerMargin = 16;
    private const double InnerHeader = 28;

    public static PlacedDiagram Place(Diagram diagram) => Place(diagram, 0, 0);

    private static PlacedDiagram Place(Diagram diagram, double x, double y)
    {
        var vertices = diagram.Nodes.Select(CreateVertex).ToDictionary(vertex => vertex.Node!.Id);
        var edges = LayerAssignment.PointDownwards(diagram, vertices);
        var layers = LayerAssignment.Apply(vertices.Values, edges);
        CrossingReduction.Apply(layers);
        CoordinateAssignment.Apply(layers);
        return Build(diagram, vertices, edges, layers, x, y);
    }

    private static LayoutVertex CreateVertex(DiagramNode node)
    {
        if (node.IsTerminal)
        {
            return new LayoutVertex(node, TerminalSize, TerminalSize, []);
        }

        var width = Math.Max(MinimumWidth, node.Label.Length * CharacterWidth + NodePadding);
        if (node.Inner.Count == 0)
        {
            return new LayoutVertex(node, width, NodeHeight, []);
        }

        var inner = new List<PlacedDiagram>();
        var right = InnerMargin;
        foreach (var part in node.Inner)
        {
            var placed = Place(part, right, InnerHeader);
            inner.Add(placed);
            right += placed.Width + InnerMargin;
        }

        return new LayoutVertex(node, Math.Max(width, right), InnerHeader + inner.Max(part => part.Height) + InnerMargin, inner);
    }

    private static PlacedDiagram Build(
        Diagram diagram,
        Dictionary<string, LayoutVertex> vertices,
        List<LayoutEdge> edges,
        List<List<LayoutVertex>> layers,
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
        return new PlacedDiagram(x, y, width, top - LayerGap, nodes, edges.Select(Route).ToList());
    }

    private static PlacedEdge Route(LayoutEdge edge)
    {
        var points = new List<(double X, double Y)> { (edge.Upper.Centre, edge.Upper.Top + edge.Upper.Height) };
        foreach (var bend in edge.Bends)
        {
            points.Add((bend.Centre, bend.LayerTop));
            points.Add((bend.Centre, bend.LayerBottom));
        }

        points.Add((edge.Lower.Centre, edge.Lower.Top));
        if (edge.Reversed)
        {
            points.Reverse();
        }

        return new PlacedEdge(edge.Edge, points);
    }
}
