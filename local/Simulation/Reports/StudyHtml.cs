using PromptToImage.Simulation.Studies;

namespace PromptToImage.Simulation.Reports;

/// <summary>
/// The report as one page without scripts and external resources: the question and the answer, the settings compared, one chart per
/// question, and the figures and assumptions.
/// </summary>
public static class StudyHtml
{
    public static string Write(StudyReport report)
    {
        var page = new Markup();
        page.Add("<!doctype html>\n<html lang=\"en\">\n<head>\n");
        page.Add("<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Add($"<title>{report.Answer.Headline} - Simulation of PromptToImage</title>\n<style>\n");
        page.Add(ReportStyle.Css);
        page.Add("</style>\n</head>\n<body>\n<main>\n");
        WriteAnswer(page, report);
        WriteComparison(page, report);
        WriteTimes(page, report);
        WriteOverTime(page, report, "How many prompts wait?", "waiting prompts", run => (run.Backlog, run.BacklogSlotSeconds));
        WriteOverTime(
            page,
            report,
            "How many executions run at a time?",
            "executions",
            run => (run.ExecutionsAtOnce, run.ExecutionsSlotSeconds)
        );
        WriteCapacity(page, report);
        WriteCost(page, report);
        WriteFigures(page, report);
        WriteAssumptions(page, report);
        page.Add("</main>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void WriteAnswer(Markup page, StudyReport report)
    {
        var answer = report.Answer;
        page.Add($"<header><p class=\"kind\">Simulation of PromptToImage</p>\n<h1>{answer.Question}</h1></header>\n");
        page.Add("<section class=\"answer\" aria-labelledby=\"answer\"><h2 id=\"answer\">Answer</h2>\n");
        page.Add($"<p class=\"headline\">{answer.Headline}</p>\n<ul>\n");
        foreach (var detail in answer.Details)
        {
            page.Add($"<li>{detail}</li>\n");
        }

        page.Add("</ul>\n</section>\n");
    }

    private static void WriteComparison(Markup page, StudyReport report)
    {
        if (report.Rows is [{ Runs.Count: 1 }])
        {
            return;
        }

        page.Add("<section><h2>Settings compared</h2>\n");
        page.Add("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Settings compared\"><table>\n<thead><tr>");
        foreach (var name in report.Rows[0].Settings.Keys)
        {
            page.Add($"<th scope=\"col\">{name}</th>");
        }

        foreach (var figure in new[] { "95 % stored within", "all done after", "images", "without image", "a month" })
        {
            page.Add($"<th scope=\"col\" class=\"n\">{figure}</th>");
        }

        if (report.Target is { } target)
        {
            page.Add($"<th scope=\"col\" class=\"n\">prompts a day</th><th scope=\"col\">target {Words.Duration(target.P95)}</th>");
        }

        page.Add("</tr></thead>\n<tbody>\n");
        var recommended = report.Recommendations.Select(found => found.Recommended).ToList();
        foreach (var row in report.Rows)
        {
            page.Add(recommended.Contains(row) ? "<tr class=\"recommended\">" : "<tr>");
            foreach (var (index, text) in row.Settings.Values.Index())
            {
                page.Add(index == 0 ? "<th scope=\"row\">" : "<td>");
                page.Add($"{text}");
                page.Add(index == 0 ? "</th>" : "</td>");
            }

            Cell(page, row.P95Seconds, Words.Seconds);
            Cell(page, row.DrainSeconds, Words.Seconds);
            Cell(page, row.Images, Words.Number);
            Cell(page, row.NotStored, Words.Number);
            Cell(page, row.UsdPerMonth, Words.Usd);
            if (row.MeetsTarget is { } met)
            {
                page.Add($"<td class=\"n\">{Words.Number(row.PromptsPerDay)}</td>");
                page.Add($"<td>{(met ? "met" : "missed")}{(recommended.Contains(row) ? ", recommended" : "")}</td>");
            }

            page.Add("</tr>\n");
        }

        page.Add("</tbody></table></div></section>\n");
    }

    /// <summary>The median, and the least and the most where runs differ.</summary>
    private static void Cell(Markup page, Spread? spread, Func<double?, string> write)
    {
        page.Add($"<td class=\"n\">{write(spread?.Median)}");
        if (spread is not null && write(spread.Least) != write(spread.Most))
        {
            page.Add($"<small>{write(spread.Least)} to {write(spread.Most)}</small>");
        }

        page.Add("</td>");
    }

    private static void WriteTimes(Markup page, StudyReport report)
    {
        var bars = report.Rows is [{ Runs: [var run] }]
            ? PercentileBars(run.SendToStoredSeconds)
            : [.. report.Rows.Select(row => SpreadBar(NameOf(row), row.P95Seconds, Words.Seconds))];
        var target = report.Target?.P95.TotalSeconds;
        var longest = bars.Max(bar => Math.Max(bar.Parts.Sum(), bar.Most ?? 0));
        page.Add("<section><h2>How long does a prompt take?</h2>\n");
        new BarChart(
            report.Rows is [{ Runs.Count: 1 }]
                ? "From sent to stored: the time within which a share of the images is stored"
                : "From sent to stored: the time within which 95 % of the images are stored",
            Axis.Time(Math.Max(longest, target ?? 0)),
            bars
        )
        {
            Mark = target,
        }.Write(page);
        Legend(
            page,
            report.Seeds.Count > 1 ? "the least and the most of all runs" : null,
            report.Target is { } shown ? $"the target of {Words.Duration(shown.P95)}" : null
        );
        page.Add("</section>\n");
    }

    private static Bar[] PercentileBars(Percentiles percentiles)
    {
        return
        [
            Bar("half of the images", percentiles.P50),
            Bar("95 %", percentiles.P95),
            Bar("99 %", percentiles.P99),
            Bar("all", percentiles.Max),
        ];

        static Bar Bar(string name, double? seconds) => new(name, Words.Seconds(seconds), seconds is { } value ? [value] : []);
    }

    private static Bar SpreadBar(string name, Spread? spread, Func<double?, string> write) =>
        spread is null
            ? new Bar(name, Words.None, [])
            : new Bar(name, write(spread.Median), [spread.Median], spread.Least < spread.Most ? spread.Least : null, spread.Most);

    private static void Legend(Markup page, string? spread, string? mark)
    {
        if (spread is null && mark is null)
        {
            return;
        }

        page.Add("<ul class=\"legend\">");
        page.Add(spread is null ? "" : "<li><span class=\"key\" aria-hidden=\"true\"><i class=\"spread\"></i></span> ");
        page.Add($"{spread}");
        page.Add(spread is null ? "" : "</li>");
        page.Add(mark is null ? "" : "<li><span class=\"key\" aria-hidden=\"true\"><i class=\"mark\"></i></span> ");
        page.Add($"{mark}");
        page.Add(mark is null ? "</ul>\n" : "</li></ul>\n");
    }

    private static void WriteOverTime(
        Markup page,
        StudyReport report,
        string question,
        string unit,
        Func<SimulationReport, (IReadOnlyList<double> Values, double SlotSeconds)> choose
    )
    {
        var rows = VisibleRows(report);
        page.Add($"<section><h2>{question}</h2>\n");
        if (rows.Count < report.Rows.Count)
        {
            page.Add($"<p>{rows.Count} of the {report.Rows.Count} settings are shown.</p>\n");
        }

        var outages = rows[0].Options.Outages.Select(outage => new Period(outage.From.TotalSeconds, outage.To.TotalSeconds)).ToList();
        var alarms = rows.Count == 1 ? rows[0].Runs[0].AlarmPeriods : [];
        var shades = new List<(string, string, IReadOnlyList<Period>)>();
        if (outages.Count > 0)
        {
            shades.Add(("outage", "the model is not available", outages));
        }

        if (alarms.Count > 0)
        {
            shades.Add(("alarm", "the alarm on the oldest prompt is in ALARM", alarms));
        }

        new TimeChart(
            question.TrimEnd('?'),
            unit,
            [
                .. rows.Select(row => (Name: NameOf(row), Run: choose(row.Runs[0])))
                    .Select(row => new Line(row.Name, row.Run.Values, row.Run.SlotSeconds)),
            ]
        )
        {
            Shades = shades,
        }.Write(page);
        page.Add("</section>\n");
    }

    /// <summary>As many rows as a chart can show distinctly, with the first and the last one.</summary>
    private static List<StudyRow> VisibleRows(StudyReport report)
    {
        var count = Math.Min(TimeChart.MostLines, report.Rows.Count);
        return [.. Enumerable.Range(0, count).Select(index => report.Rows[count == 1 ? 0 : index * (report.Rows.Count - 1) / (count - 1)])];
    }

    private static void WriteCapacity(Markup page, StudyReport report)
    {
        if (report.Target is not { } target)
        {
            return;
        }

        page.Add($"<section><h2>How many prompts a day meet the target?</h2>\n");
        new BarChart(
            $"Prompts a day at a steady rate, of which 95 % are stored within {Words.Duration(target.P95)}",
            Axis.Create(Math.Max(1, report.Rows.Max(row => row.PromptsPerDay ?? 0)), "prompts a day"),
            [
                .. report.Rows.Select(row => new Bar(
                    NameOf(row),
                    Words.Number(row.PromptsPerDay),
                    row.PromptsPerDay is { } prompts ? [prompts] : []
                )),
            ]
        ).Write(page);
        page.Add("</section>\n");
    }

    private static void WriteCost(Markup page, StudyReport report)
    {
        page.Add($"<section><h2>What does a month cost?</h2>\n<p>If {MonthlyCost.Assumption(report.Best.Options)}.</p>\n");
        new BarChart(
            "US dollars a month",
            Axis.Create(report.Rows.Max(row => row.UsdPerMonth?.Median ?? 0), "US dollars"),
            [
                .. report.Rows.Select(row => new Bar(
                    NameOf(row),
                    Words.Usd(row.UsdPerMonth?.Median),
                    [row.ImagesUsdPerMonth?.Median ?? 0, row.OtherUsdPerMonth?.Median ?? 0]
                )),
            ]
        ).Write(page);
        page.Add("<ul class=\"legend\"><li><span class=\"key\" aria-hidden=\"true\"><b class=\"part1\"></b></span> images (Bedrock)</li>");
        page.Add("<li><span class=\"key\" aria-hidden=\"true\"><b class=\"part2\"></b></span> everything else</li></ul>\n");
        var best = report.Best;
        page.Add($"<details><summary>Table: the cost by service{(report.Rows.Count > 1 ? $", {best.Name}" : "")}</summary>\n");
        page.Add("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Cost by service\"><table>\n<thead><tr>");
        page.Add("<th scope=\"col\">a month</th><th scope=\"col\" class=\"n\">quantity</th><th scope=\"col\">unit</th>");
        page.Add("<th scope=\"col\" class=\"n\">cost</th></tr></thead>\n<tbody>\n");
        foreach (var item in MonthlyCost.Items(best.Options, best.Runs[0]))
        {
            page.Add($"<tr><th scope=\"row\">{item.What}</th><td class=\"n\">{Words.Number(item.Quantity)}</td><td>{item.Unit}</td>");
            page.Add($"<td class=\"n\">{Words.Usd((double)item.Usd)}</td></tr>\n");
        }

        page.Add("</tbody></table></div></details></section>\n");
    }

    private static void WriteFigures(Markup page, StudyReport report)
    {
        page.Add("<section><h2>All figures</h2>\n");
        foreach (var row in report.Rows)
        {
            var seed = report.Seeds.Count > 1 ? $", seed {report.Seeds[0]}" : "";
            page.Add($"<details{(report.Rows.Count == 1 ? " open" : "")}><summary>{NameOf(row)}{seed}</summary>\n<dl class=\"figures\">\n");
            foreach (var (name, text) in RunFigures.Of(row.Runs[0]))
            {
                page.Add($"<div><dt>{name}</dt><dd>{text}</dd></div>\n");
            }

            page.Add("</dl></details>\n");
        }

        page.Add("</section>\n");
    }

    private static void WriteAssumptions(Markup page, StudyReport report)
    {
        page.Add("<section><h2>Settings and assumptions</h2>\n<dl class=\"figures\">\n");
        foreach (var (name, text) in report.Common)
        {
            page.Add($"<div><dt>{name}</dt><dd>{text}</dd></div>\n");
        }

        page.Add($"<div><dt>seeds</dt><dd>{string.Join(", ", report.Seeds)}</dd></div>\n</dl>\n");
        page.Add("<p>The queue, the flow control and the state machine follow the rules of AWS in virtual time. ");
        page.Add("The times of Bedrock, the functions and the calls are random within the settings. ");
        page.Add("Prices are AWS's list prices for us-west-2 in November 2026, without free tiers.</p></section>\n");
    }

    private static string NameOf(StudyRow row) => row.Name.Length == 0 ? "these settings" : row.Name;
}
