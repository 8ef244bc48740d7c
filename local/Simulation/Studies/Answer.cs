namespace PromptToImage.Simulation.Studies;

/// <summary>The question and the findings of a study, in sentences.</summary>
/// <param name="Question">The settings and the question.</param>
/// <param name="Headline">The answer.</param>
/// <param name="Details">The reasons, the cost and what else follows.</param>
public sealed record Answer(string Question, string Headline, IReadOnlyList<string> Details)
{
    private const double NearlyIdeal = 1.05;

    internal static Answer To(StudyReport report) =>
        new(
            $"{Load(report)} {Ask(report)}",
            report.Recommendations is { Count: > 0 } recommendations ? Recommend(report, recommendations) : Describe(report.Rows),
            [.. Reasons(report), .. Figures(report)]
        );

    private static string Load(StudyReport report)
    {
        var prompts = Each(options => Words.Number(options.Prompts));
        var quota = Each(options => options.ModelQuotaPerMinute is { } perMinute ? Words.Number(perMinute) : "any number of");
        var outages = string.Join(
            " and ",
            report.Rows[0].Options.Outages.Select(outage => $"after {Words.Duration(outage.From)} for {Words.Duration(outage.Length)}")
        );
        var concurrency = Each(options => Words.Number(options.MaxConcurrentExecutions));
        return $"{prompts} {(prompts == "1" ? "prompt is" : "prompts are")} sent {Each(options => options.Arrival.Phrase)}."
            + $" Bedrock admits {quota} requests a minute and takes {Each(options => Words.Range(options.ModelLatency))} for an image"
            + $"{(outages.Length > 0 ? $"; it is not available {outages}" : "")}."
            + $" {concurrency} {(concurrency == "1" ? "execution runs" : "executions run")} at a time.";

        string Each(Func<SimulationOptions, string> text)
        {
            var values = report.Rows.Select(row => text(row.Options)).Distinct().ToList();
            return values is [.. var before, var last] && before.Count > 0 ? $"{string.Join(", ", before)} or {last}" : values[0];
        }
    }

    private static string Ask(StudyReport report)
    {
        var settings = string.Join(" and ", report.Rows[0].Settings.Keys.Select(name => $"the {name}"));
        return (report.Target, report.Rows.Count) switch
        {
            ({ } target, 1) => $"Are 95 % of the images stored within {Words.Duration(target.P95)}?",
            ({ } target, _) => $"With which setting are 95 % of the images stored within {Words.Duration(target.P95)}?",
            (null, 1) => "How long does that take, and what does it cost?",
            _ => $"What difference does {settings} make?",
        };
    }

    private static string Describe(IReadOnlyList<StudyRow> rows)
    {
        var fastest = StudyReport.Fastest(rows);
        var slowest = rows.MaxBy(row => row.P95Seconds?.Median ?? double.PositiveInfinity)!;
        var (least, most) = (Words.Seconds(fastest.P95Seconds), Words.Seconds(slowest.P95Seconds));
        var stored = $"95 % of the images are stored within {least}";
        return fastest.P95Seconds is null ? "No prompt becomes an image."
            : rows.Count == 1 ? $"{Words.Seconds(fastest.DrainSeconds)} until the last prompt is done; {stored}."
            : slowest.P95Seconds is null ? $"{fastest.Name} is fastest: {stored}. {slowest.Name} gives no image."
            : least == most ? $"None: {stored} with every setting."
            : $"{stored} with {fastest.Name}, and within {most} with {slowest.Name}.";
    }

    private static string Recommend(StudyReport report, IReadOnlyList<(IReadOnlyList<StudyRow> Rows, StudyRow? Recommended)> groups)
    {
        var target = Words.Duration(report.Target!.P95);
        if (report.Rows is [var only])
        {
            var within = only.P95Seconds is null
                ? "no prompt becomes an image"
                : $"95 % of the images are stored within {Words.Seconds(only.P95Seconds)}";
            return only.MeetsTarget == true ? $"Yes: {within}." : $"No: {within}, and the target is {target}.";
        }

        if (groups.All(group => group.Recommended is null))
        {
            var fastest = StudyReport.Fastest(report.Rows);
            return fastest.P95Seconds is null
                ? "With none: no prompt becomes an image."
                : $"With none. The fastest, {fastest.Name}, stores 95 % of the images within {Words.Seconds(fastest.P95Seconds)}.";
        }

        return string.Join(
            ' ',
            groups
                .Select(group => group.Recommended)
                .OfType<StudyRow>()
                .Select(row => $"With {row.Name}: 95 % of the images are stored within {Words.Seconds(row.P95Seconds)}.")
        );
    }

    /// <summary>Why a target is missed, or what decides how long the prompts take.</summary>
    private static IEnumerable<string> Reasons(StudyReport report)
    {
        var missed = report.Recommendations.Where(group => group.Recommended is null).ToList();
        foreach (var group in missed)
        {
            var fastest = StudyReport.Fastest(group.Rows);
            var name = missed.Count < report.Recommendations.Count || missed.Count > 1 ? $"Not met with {fastest.Name}: " : "";
            yield return name + Why(fastest, report.Target!);
        }

        if (
            report.Target is null
            && report.Rows is [var only]
            && only.Runs[0] is var run
            && run.DrainSeconds <= NearlyIdeal * run.IdealSeconds
        )
        {
            yield return $"This is as fast as {Limit(only)} allows: the least possible time is {Words.Seconds(run.IdealSeconds)}.";
        }
    }

    /// <summary>Why even the fastest setting misses the target.</summary>
    private static string Why(StudyRow row, Target target)
    {
        var run = row.Runs.FirstOrDefault(run => !target.IsMetBy(run)) ?? row.Runs[0];
        var prompts = $"{Words.Number(run.Prompts)} prompts";
        return run switch
        {
            { Images: 0 } => "No prompt becomes an image.",
            { Expired: > 0 } => $"{Words.Number(run.Expired)} prompts are lost, because {Words.Retention}.",
            _ when run.ServiceSeconds.P95 > target.P95.TotalSeconds =>
                $"The tasks of one prompt alone take up to {Words.Seconds(run.ServiceSeconds.P95)}.",
            { Bottleneck: Bottleneck.ModelQuota } =>
                $"Bedrock's quota of {row.Options.ModelQuotaPerMinute}/min admits {prompts} in no less than"
                    + $" {Words.Seconds(run.IdealSeconds)}. Only a higher quota helps.",
            { Bottleneck: Bottleneck.Concurrency } =>
                $"{row.Options.MaxConcurrentExecutions} executions at a time need at least {Words.Seconds(run.IdealSeconds)}"
                    + $" for {prompts}. A higher concurrency helps.",
            _ when row.Options.Outages.Count > 0 => "Prompts that are sent before or in an outage of the model wait for its end.",
            _ => "Prompts that are sent close together wait for each other, and failed requests are repeated after a delay.",
        };
    }

    private static string Limit(StudyRow row) =>
        row.Runs[0].Bottleneck switch
        {
            Bottleneck.ModelQuota => "Bedrock's quota",
            Bottleneck.Concurrency => "the concurrency",
            _ => "the sending of the prompts",
        };

    private static IEnumerable<string> Figures(StudyReport report)
    {
        var best = report.Best;
        var name = report.Rows.Count > 1 ? $" with {best.Name}" : "";
        if (best.NotStored is { Most: > 0 } notStored)
        {
            yield return $"{Words.Number(best.Images?.Median)} images; {Words.Number(notStored.Median)} prompts end without one{name}.";
        }

        var without = best.Options.Outages.Count > 0 ? ", on a day without outages" : "";
        if (report.Target is not null)
        {
            yield return best.PromptsPerDay is { } prompts
                ? $"Sent at a steady rate, up to {Words.Number(prompts)} prompts a day meet the target{name}{without}."
                : $"No steady rate of prompts meets the target{name}.";
        }

        yield return $"A month costs {Words.Usd(best.UsdPerMonth?.Median)}{name}, if {MonthlyCost.Assumption(best.Options)}.";
        if (report.Seeds.Count > 1)
        {
            yield return $"The figures are the median of {Words.Number(report.Seeds.Count)} runs with different random numbers.";
        }
    }
}
