namespace PromptToImage.WebConsole.Diagrams.Layout;

/// <summary>A node of a diagram, or the bend of an edge in a layer that the edge crosses, while its place is computed.</summary>
/// <param name="node">Null for a bend.</param>
/// <param name="width">Pixels.</param>
/// <param name="height">Pixels.</param>
/// <param name="inner">The placed diagrams inside a Map or Parallel state.</param>
internal sealed class LayoutVertex(DiagramNode? node, double width, double height, IReadOnlyList<PlacedDiagram> inner)
{
    public DiagramNode? Node { get; } = node;

    public double Width { get; } = width;

    public double Height { get; } = height;

    public IReadOnlyList<PlacedDiagram> Inner { get; } = inner;

    /// <summary>The neighbours in the layer above, with the weights of the edges to them.</summary>
    public List<(LayoutVertex Vertex, double Weight)> Above { get; } = [];

    /// <summary>The neighbours in the layer below, with the weights of the edges to them.</summary>
    public List<(LayoutVertex Vertex, double Weight)> Below { get; } = [];

    public int Layer { get; set; }

    /// <summary>The index in the layer.</summary>
    public double Position { get; set; }

    public double Centre { get; set; }

    public double Top { get; set; }

    public double LayerTop { get; set; }

    public double LayerBottom { get; set; }

    /// <summary>The mean over neighbours, by the weights of their edges; null without neighbours.</summary>
    public static double? Mean(List<(LayoutVertex Vertex, double Weight)> neighbours, Func<LayoutVertex, double> value)
    {
        var total = neighbours.Sum(neighbour => neighbour.Weight);
        return total > 0 ? neighbours.Sum(neighbour => neighbour.Weight * value(neighbour.Vertex)) / total : null;
    }
}
