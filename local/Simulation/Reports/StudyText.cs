using System.Globalization;
using System.Text;
using PromptToImage.Simulation.Studies;

namespace PromptToImage.Simulation.Reports;

/// <summary>The report for a terminal of 80 columns: question and answer, one row per setting, all figures of a single run.</summary>
public static class StudyText
{
    private const int Width = 80;
    private const int Label = 10;
    private const int FigureLabel = 16;
    private const int ChartWidth = 50;
    private const string Gap = "  ";
    private const string Bars = " ▁▂▃▄▅▆▇█";

    public static string Write(StudyReport report)
    {
        var text = new StringBuilder();
        Paragraph(text, "question", report.Answer.Question);
        Paragraph(text, "answer", report.Answer.Headline);
        foreach (var detail in report.Answer.Details)
        {
            Paragraph(text, "", detail);
        }

        text.AppendLine();
        if (report.Rows is [{ Runs: [var only] }])
        {
            Paragraph(text, "settings", string.Join(", ", only.Options.Select(option => $"{option.Key} {option.Value}")));
            text.AppendLine();
            Figures(text, only);
        }
        else
        {
            Table(text, report);
        }

        return text.ToString();
    }

    private static void Table(StringBuilder text, StudyReport report)
    {
        string[] heads = [.. report.Rows[0].Settings.Keys, "p95", "drained in", "images", "USD/month", "prompts/day"];
        var rows = new List<string[]> { heads };
        foreach (var row in report.Rows)
        {
            var mark = row.MeetsTarget == true ? " *" : "";
            var medians = Cells(row, spread => spread.Median);
            rows.Add([.. row.Settings.Values, Words.Seconds(row.P95Seconds) + mark, .. medians, Words.Number(row.PromptsPerDay)]);
            if (report.Seeds.Count > 1)
            {
                rows.Add([.. Named(row, "least"), Words.Seconds(row.P95Seconds?.Least), .. Cells(row, spread => spread.Least), ""]);
                rows.Add([.. Named(row, "most"), Words.Seconds(row.P95Seconds?.Most), .. Cells(row, spread => spread.Most), ""]);
            }
        }

        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        if (widths.Sum(width => width + Gap.Length) - Gap.Length <= Width)
        {
            foreach (var row in rows)
            {
                text.AppendLine(string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
            }
        }
        else
        {
            Blocks(text, rows, report.Rows[0].Settings.Count);
        }

        if (report.Target is { } target)
        {
            text.AppendLine();
            Paragraph(text, "*", $"meets the target of {Words.Duration(target.P95)}{(report.Seeds.Count > 1 ? " in every run" : "")}");
        }

        IEnumerable<string> Named(StudyRow row, string name) => row.Settings.Select((_, column) => column == 0 ? $"  {name}" : "");

        static string[] Cells(StudyRow row, Func<Spread, double> choose) =>
            [
                Words.Seconds(row.DrainSeconds is { } drain ? choose(drain) : null),
                Words.Number(row.Images is { } images ? choose(images) : null),
                Words.Number(row.UsdPerMonth is { } usd ? choose(usd) : null),
            ];
    }

    /// <summary>A table that is too wide: the settings of each row, then its figures, each with its name.</summary>
    private static void Blocks(StringBuilder text, List<string[]> rows, int settings)
    {
        foreach (var row in rows[1..])
        {
            // The least and the most of several seeds follow the medians of the same settings.
            if (row[settings - 1].Length > 0 && !row[0].StartsWith(' '))
            {
                Paragraph(text, "", Named(0, settings), indent: 0);
            }

            Paragraph(text, row[0].StartsWith(' ') ? row[0] : "", Named(settings, row.Length));

            string Named(int from, int to) =>
                string.Join(", ", Enumerable.Range(from, to - from).Where(i => row[i].Length > 0).Select(i => $"{rows[0][i]} {row[i]}"));
        }
    }

    private static void Figures(StringBuilder text, SimulationReport run)
    {
        foreach (var (name, figure) in RunFigures.Of(run))
        {
            Paragraph(text, name, figure, FigureLabel);
        }

        text.AppendLine();
        Chart("executions", run.ExecutionsAtOnce, run.PeakExecutions);
        Chart("waiting", run.Backlog, run.Backlog.DefaultIfEmpty().Max());
        text.AppendLine();
        foreach (var item in run.Bill)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {item.What,-20}{item.Quantity,14:N0} {item.Unit,-12}{item.Usd,12:N2} USD");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"  {"these prompts",-47}{run.BillTotal,12:N2} USD");

        void Chart(string label, IReadOnlyList<double> values, double highest) =>
            text.AppendLine(CultureInfo.InvariantCulture, $"{label,-12}{Draw(values, highest)}  at most {highest:N0}");
    }

    private static void Paragraph(StringBuilder text, string label, string sentences, int indent = Label)
    {
        var line = label.PadRight(indent);
        foreach (var word in sentences.Split(' '))
        {
            if (line.Length > indent && line.Length + word.Length >= Width)
            {
                text.AppendLine(line.TrimEnd());
                line = new string(' ', indent);
            }

            line += word + " ";
        }

        text.AppendLine(line.TrimEnd());
    }

    private static string Draw(IReadOnlyList<double> values, double highest)
    {
        if (values.Count == 0 || highest <= 0)
        {
            return "";
        }

        var columns = Math.Min(ChartWidth, values.Count);
        var chart = new StringBuilder(columns);
        for (var column = 0; column < columns; column++)
        {
            var from = column * values.Count / columns;
            var to = Math.Max(from + 1, (column + 1) * values.Count / columns);
            var mean = values.Skip(from).Take(to - from).Average();
            chart.Append(Bars[(int)Math.Clamp(Math.Round(mean / highest * (Bars.Length - 1)), 0, Bars.Length - 1)]);
        }

        return chart.ToString();
    }
}
