namespace PromptToImage.Simulation.Reports;

/// <summary>Horizontal bars in a table, whose cells have the figures as text.</summary>
/// <param name="Caption">The quantity that the bars show.</param>
/// <param name="Axis">The axis of the bars.</param>
/// <param name="Bars">The bars from top to bottom.</param>
internal sealed record BarChart(string Caption, Axis Axis, IReadOnlyList<Bar> Bars)
{
    /// <summary>A value that is marked by a line through all bars.</summary>
    public double? Mark { get; init; }

    public void Write(Markup page)
    {
        page.Add($"<table class=\"bars\"><caption>{Caption}</caption>\n");
        page.Add("<thead><tr><td></td><td></td><td class=\"plot\" aria-hidden=\"true\"><div class=\"ticks\">");
        foreach (var (share, label) in Axis.Ticks)
        {
            page.Add($"<span style=\"left:{100 * share}%\">{label}</span>");
        }

        page.Add($"</div></td></tr></thead>\n<tbody>\n");
        foreach (var bar in Bars)
        {
            page.Add($"<tr><th scope=\"row\">{bar.Name}</th><td class=\"n\">{bar.Text}</td>");
            page.Add("<td class=\"plot\" aria-hidden=\"true\"><div class=\"track\">");
            foreach (var (share, _) in Axis.Ticks)
            {
                page.Add($"<i class=\"grid\" style=\"left:{100 * share}%\"></i>");
            }

            var at = 0.0;
            foreach (var (index, part) in bar.Parts.Index())
            {
                page.Add($"<b class=\"part{index + 1}\" style=\"left:{Share(at)}%;width:{Share(part)}%\"></b>");
                at += part;
            }

            if (bar.Least is { } least && bar.Most is { } most)
            {
                page.Add($"<i class=\"spread\" style=\"left:{Share(least)}%;width:{Share(most - least)}%\"></i>");
            }

            if (Mark is { } mark)
            {
                page.Add($"<i class=\"mark\" style=\"left:{Share(mark)}%\"></i>");
            }

            page.Add("</div></td></tr>\n");
        }

        page.Add($"</tbody></table>\n<p class=\"unit\" aria-hidden=\"true\">{Axis.Unit}</p>\n");
    }

    private double Share(double value) => 100 * Math.Clamp(value / Axis.Span, 0, 1);
}

/// <summary>One bar.</summary>
/// <param name="Name">The label of the bar.</param>
/// <param name="Text">Its figure.</param>
/// <param name="Parts">The lengths of its parts, in the unit of the axis; none where it has no figure.</param>
/// <param name="Least">The least of several runs.</param>
/// <param name="Most">The most of several runs.</param>
internal sealed record Bar(string Name, string Text, IReadOnlyList<double> Parts, double? Least = null, double? Most = null);
