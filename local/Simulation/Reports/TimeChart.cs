namespace PromptToImage.Simulation.Reports;

/// <summary>Lines over the time since the start, with a legend and with the figures as a table.</summary>
/// <param name="Title">The quantity that the lines show.</param>
/// <param name="Unit">The unit of the values.</param>
/// <param name="Lines">At most <see cref="MostLines"/> lines.</param>
internal sealed record TimeChart(string Title, string Unit, IReadOnlyList<Line> Lines)
{
    /// <summary>As many as the style has colours and patterns for.</summary>
    public const int MostLines = 6;

    private const int TableRows = 8;

    /// <summary>Times to shade, and what they are, for the legend.</summary>
    public IReadOnlyList<(string Style, string Name, IReadOnlyList<Period> Periods)> Shades { get; init; } = [];

    public void Write(Markup page)
    {
        var time = Axis.Time(Lines.Max(line => line.Values.Count * line.SlotSeconds));
        var values = Axis.Create(Math.Max(1, Lines.Max(line => line.Values.DefaultIfEmpty().Max())), Unit);
        WriteLegend(page);
        page.Add($"<div class=\"chart\" role=\"img\" aria-label=\"{Title} over time; the table below has the figures\">\n");
        page.Add($"<p class=\"unit\">{Unit}</p><div class=\"y\">");
        foreach (var (share, label) in values.Ticks)
        {
            page.Add($"<span style=\"bottom:{100 * share}%\">{label}</span>");
        }

        page.Add("</div>\n<svg viewBox=\"0 0 1000 1000\" preserveAspectRatio=\"none\">\n");
        foreach (var (share, _) in values.Ticks)
        {
            page.Add($"<path class=\"grid\" d=\"M0 {1000 - 1000 * share}H1000\"/>\n");
        }

        foreach (var (style, _, periods) in Shades)
        {
            foreach (var period in periods)
            {
                var from = Math.Clamp(1000 * period.From / time.Span, 0, 1000);
                var to = Math.Clamp(1000 * period.To / time.Span, 0, 1000);
                page.Add($"<rect class=\"{style}\" x=\"{from}\" y=\"0\" width=\"{to - from}\" height=\"1000\"/>\n");
            }
        }

        foreach (var (index, line) in Lines.Index())
        {
            page.Add($"<path class=\"line line{index + 1}\" d=\"");
            foreach (var (slot, value) in line.Values.Index())
            {
                page.Add($"{(slot == 0 ? "M" : "L")}{1000 * (slot + 0.5) * line.SlotSeconds / time.Span} {1000 - 1000 * value / values.Span}");
            }

            page.Add("\"/>\n");
        }

        page.Add("</svg>\n<div class=\"x\">");
        foreach (var (share, label) in time.Ticks)
        {
            page.Add($"<span style=\"left:{100 * share}%\">{label}</span>");
        }

        page.Add($"</div>\n<p class=\"unit\">{time.Unit} since the first prompt was sent</p></div>\n");
        WriteTable(page, time);
    }

    private void WriteLegend(Markup page)
    {
        if (Lines.Count == 1 && Shades.Count == 0)
        {
            return;
        }

        page.Add("<ul class=\"legend\">");
        foreach (var (index, line) in Lines.Index())
        {
            page.Add("<li><svg viewBox=\"0 0 36 12\" aria-hidden=\"true\">");
            page.Add($"<path class=\"line line{index + 1}\" d=\"M0 6H36\"/></svg> {line.Name}</li>");
        }

        foreach (var (style, name, _) in Shades)
        {
            page.Add("<li><svg viewBox=\"0 0 36 12\" aria-hidden=\"true\">");
            page.Add($"<rect class=\"{style}\" width=\"36\" height=\"12\"/></svg> {name}</li>");
        }

        page.Add("</ul>\n");
    }

    private void WriteTable(Markup page, Axis time)
    {
        page.Add($"<details><summary>Table: {Title}</summary>\n");
        page.Add($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table: {Title}\"><table><caption>{Title}: mean number</caption>\n<thead><tr><th scope=\"col\">after</th>");
        foreach (var line in Lines)
        {
            page.Add($"<th scope=\"col\" class=\"n\">{line.Name}</th>");
        }

        page.Add("</tr></thead>\n<tbody>\n");
        for (var row = 0; row < TableRows; row++)
        {
            var at = time.Span * row / TableRows;
            page.Add($"<tr><th scope=\"row\">{Words.Seconds(at)}</th>");
            foreach (var line in Lines)
            {
                page.Add($"<td class=\"n\">{Words.Number(line.At(at))}</td>");
            }

            page.Add("</tr>\n");
        }

        page.Add("</tbody></table></div></details>\n");
    }
}

/// <summary>One line of a chart.</summary>
/// <param name="Name">The label of the line.</param>
/// <param name="Values">The mean value of each slot of time.</param>
/// <param name="SlotSeconds">The length of a slot.</param>
internal sealed record Line(string Name, IReadOnlyList<double> Values, double SlotSeconds)
{
    /// <summary>The value at a time in seconds; null after the end.</summary>
    public double? At(double seconds) => (int)(seconds / SlotSeconds) is var slot && slot < Values.Count ? Values[slot] : null;
}
