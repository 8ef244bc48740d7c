using System.Globalization;
using System.Net;
using System.Text;

namespace PromptToImage.WebConsole.Diagrams;

/// <summary>Writes a placed diagram as SVG. Nodes have the state's type and status as attributes, which the style sheet colours.</summary>
public static class DiagramSvg
{
    private const double Margin = 12;

    /// <summary>The style sheet of a stand-alone drawing. It follows the reader's preference for light or dark.</summary>
    public const string StandaloneStyle = """
        svg { font: 14px system-ui, sans-serif; }
        .node rect, .node circle { fill: #fff; stroke: #5b6775; stroke-width: 1.5; }
        .node text { fill: #16191f; text-anchor: middle; }
        .node .type { fill: #5b6775; font-size: 10px; }
        .edge path { fill: none; stroke: #5b6775; stroke-width: 1.5; }
        .edge.Catch path { stroke: #b3261e; stroke-dasharray: 5 4; }
        .edge text { fill: #5b6775; font-size: 11px; text-anchor: middle; }
        marker path { fill: #5b6775; }
        @media (prefers-color-scheme: dark) {
          .node rect, .node circle { fill: #1c2530; stroke: #9aa7b5; }
          .node text { fill: #e9ecef; }
          .node .type, .edge text { fill: #9aa7b5; }
          .edge path { stroke: #9aa7b5; }
          .edge.Catch path { stroke: #ff8a80; }
          marker path { fill: #9aa7b5; }
        }
        """;

    /// <summary>The colours of the statuses in a stand-alone drawing, after <see cref="StandaloneStyle"/>.</summary>
    public const string StatusStyle = """

        .node[data-status=succeeded] > rect { fill: #d9f2dd; stroke: #1d7a34; }
        .node[data-status=inprogress] > rect { fill: #d7e8fb; stroke: #0b5cad; stroke-dasharray: 6 3; }
        .node[data-status=caughterror] > rect { fill: #fdebc8; stroke: #8a5a00; }
        .node[data-status=failed] > rect { fill: #fbdcd9; stroke: #b3261e; }
        .node[data-status=cancelled] > rect { fill: #d5dbdb; }
        .node .badge circle { fill: #8a5a00; stroke: none; }
        .node .badge text { fill: #fff; font-size: 11px; font-weight: 600; }
        @media (prefers-color-scheme: dark) {
          .node[data-status=succeeded] > rect { fill: #14351d; stroke: #6fcf85; }
          .node[data-status=inprogress] > rect { fill: #12304e; stroke: #7fb8f5; }
          .node[data-status=caughterror] > rect { fill: #3d2f0c; stroke: #f0bd55; }
          .node[data-status=failed] > rect { fill: #431a17; stroke: #ff8a80; }
          .node[data-status=cancelled] > rect { fill: #36424f; }
          .node .badge circle { fill: #f0bd55; }
          .node .badge text { fill: #19212b; }
        }
        """;

    /// <param name="diagram">The diagram to draw.</param>
    /// <param name="title">The accessible title of the drawing.</param>
    /// <param name="style">A style sheet to embed; empty where the page has one.</param>
    /// <param name="decorate">Adds attributes and a badge to a node; null adds none.</param>
    /// <param name="scale">The size, 1 for the natural one.</param>
    public static string Write(
        PlacedDiagram diagram,
        string title,
        string style = "",
        Func<DiagramNode, NodeDecoration?>? decorate = null,
        double scale = 1
    )
    {
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"diagram\" role=\"{(decorate is null ? "img" : "group")}\" aria-label=\"{Encode(title)}\" "
                + $"viewBox=\"{-Margin:0.#} {-Margin:0.#} {diagram.Width + 2 * Margin:0.#} {diagram.Height + 2 * Margin:0.#}\" "
                + $"width=\"{(diagram.Width + 2 * Margin) * scale:0}\" height=\"{(diagram.Height + 2 * Margin) * scale:0}\">\n"
        );
        if (style.Length > 0)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<style>\n{style}\n</style>\n");
        }

        svg.Append(
            "<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" "
                + "orient=\"auto-start-reverse\"><path d=\"M0 0 L8 4 L0 8 Z\"/></marker></defs>\n"
        );
        WriteDiagram(svg, diagram, decorate ?? (_ => null));
        return svg.Append("</svg>\n").ToString();
    }

    private static void WriteDiagram(StringBuilder svg, PlacedDiagram diagram, Func<DiagramNode, NodeDecoration?> decorate)
    {
        foreach (var edge in diagram.Edges)
        {
            WriteEdge(svg, edge);
        }

        foreach (var node in diagram.Nodes)
        {
            WriteNode(svg, node, decorate);
        }
    }

    private static void WriteEdge(StringBuilder svg, PlacedEdge edge)
    {
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<g class=\"edge {edge.Edge.Kind}\" data-from=\"{Encode(edge.Edge.From)}\" data-to=\"{Encode(edge.Edge.To)}\">"
                + $"<path marker-end=\"url(#arrow)\" d=\"M{edge.Points[0].X:0.#} {edge.Points[0].Y:0.#}"
        );
        for (var index = 1; index < edge.Points.Count; index++)
        {
            var (from, to) = (edge.Points[index - 1], edge.Points[index]);
            var middle = (from.Y + to.Y) / 2;
            svg.Append(CultureInfo.InvariantCulture, $" C{from.X:0.#} {middle:0.#} {to.X:0.#} {middle:0.#} {to.X:0.#} {to.Y:0.#}");
        }

        svg.Append("\"/>");
        if (edge.Edge.Label.Length > 0)
        {
            var middle = edge.Points[edge.Points.Count / 2];
            var before = edge.Points[edge.Points.Count / 2 - 1];
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{(middle.X + before.X) / 2:0.#}\" y=\"{(middle.Y + before.Y) / 2:0.#}\">{Encode(edge.Edge.Label)}</text>"
            );
        }

        svg.Append("</g>\n");
    }

    private static void WriteNode(StringBuilder svg, PlacedNode placed, Func<DiagramNode, NodeDecoration?> decorate)
    {
        var node = placed.Node;
        var decoration = decorate(node);
        var linked = decoration is { Link.Length: > 0 };
        if (linked)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<a href=\"{Encode(decoration!.Link)}\"><title>{Encode(decoration.Description)}</title>"
            );
        }

        svg.Append(
            CultureInfo.InvariantCulture,
            $"<g class=\"node {Encode(node.Kind)}\" data-state=\"{Encode(node.Id)}\"{decoration?.Attributes} "
                + $"transform=\"translate({placed.X:0.#} {placed.Y:0.#})\">"
        );
        if (node.IsTerminal)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<circle cx=\"{placed.Width / 2:0.#}\" cy=\"{placed.Height / 2:0.#}\" r=\"{placed.Width / 2:0.#}\"/>"
                    + $"<text class=\"type\" x=\"{placed.Width / 2:0.#}\" y=\"{placed.Height / 2 + 4:0.#}\">{Encode(node.Label)}</text>"
            );
        }
        else
        {
            var labelAt = placed.Inner.Count > 0 ? 18 : placed.Height / 2 + 1;
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect width=\"{placed.Width:0.#}\" height=\"{placed.Height:0.#}\" rx=\"6\"/>"
                    + $"<text x=\"{placed.Width / 2:0.#}\" y=\"{labelAt:0.#}\">{Encode(node.Label)}</text>"
            );
            if (placed.Inner.Count == 0)
            {
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<text class=\"type\" x=\"{placed.Width / 2:0.#}\" y=\"{placed.Height / 2 + 14:0.#}\">{Encode(node.Kind)}</text>"
                );
            }

            if (decoration?.Badge is { Length: > 0 } badge)
            {
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<g class=\"badge\" transform=\"translate({placed.Width:0.#} 0)\">"
                        + $"<circle r=\"11\"/><text y=\"4\">{Encode(badge)}</text></g>"
                );
            }

            foreach (var inner in placed.Inner)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<g class=\"inner\" transform=\"translate({inner.X:0.#} {inner.Y:0.#})\">\n");
                WriteDiagram(svg, inner, decorate);
                svg.Append("</g>");
            }
        }

        svg.Append(linked ? "</g></a>\n" : "</g>\n");
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
