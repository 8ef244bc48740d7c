using PromptToImage.Contracts.Values;
using PromptToImage.Simulation.Reports;
using PromptToImage.Simulation.Studies;

namespace PromptToImage.Simulation.Tests.Studies;

public sealed class SimulationStudyTests
{
    [Fact]
    public void Each_setting_is_a_row_that_names_what_differs()
    {
        var report = Study.Run([Study.Burst(20, 2), Study.Burst(20, 5)]);
        Assert.Equal(["concurrency 2", "concurrency 5"], report.Rows.Select(row => row.Name));
        Assert.Equal("20", report.Common["prompts"]);
        Assert.DoesNotContain("concurrency", report.Common.Keys);
        Assert.All(report.Rows, row => Assert.Null(row.MeetsTarget));
    }

    [Fact]
    public void Several_seeds_give_a_median_between_the_least_and_the_most()
    {
        var report = Study.Run([Study.Burst(20, 2)], seeds: 5);
        var drain = Assert.Single(report.Rows).DrainSeconds!;
        Assert.Equal([1, 2, 3, 4, 5], report.Seeds);
        Assert.True(drain.Least < drain.Median && drain.Median < drain.Most);
    }

    [Fact]
    public void Equal_settings_give_an_equal_report()
    {
        var settings = new[] { Study.Burst(20, 2), Study.Burst(20, 5) };
        Assert.Equal(StudyJson.Write(Study.Run(settings, seeds: 2)), StudyJson.Write(Study.Run(settings, seeds: 2)));
    }

    [Fact]
    public void The_smallest_setting_that_meets_the_target_is_recommended()
    {
        var report = Study.Run([Study.Burst(60, 60), Study.Burst(60, 5), Study.Burst(60, 20)], target: "1min");
        Assert.Equal([true, false, true], report.Rows.Select(row => row.MeetsTarget));
        Assert.Equal("concurrency 20", Assert.Single(report.Recommendations).Recommended!.Name);
        Assert.StartsWith("With concurrency 20: 95 % of the images are stored within ", report.Answer.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_a_recommendation_for_each_circumstance()
    {
        var report = Study.Run(
            [Study.Burst(20, 5), Study.Burst(20, 20), Study.Burst(200, 5), Study.Burst(200, 20)],
            target: "40s"
        );
        Assert.Equal(["prompts 20, concurrency 5", null], report.Recommendations.Select(found => found.Recommended?.Name));
        Assert.StartsWith(
            "Not met with prompts 200, concurrency 20: 20 executions at a time need",
            report.Answer.Details[0],
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("5s", 20, null, "The tasks of one prompt alone take up to ")]
    [InlineData("1min", 20, 20, "Bedrock's quota of 20/min admits 100 prompts in no less than ")]
    [InlineData("1min", 2, null, "2 executions at a time need at least ")]
    public void A_target_that_is_missed_has_a_reason(string target, int concurrency, int? quota, string reason)
    {
        var report = Study.Run([Study.Burst(100, concurrency, quota)], target: target);
        Assert.StartsWith("No: 95 % of the images are stored within ", report.Answer.Headline, StringComparison.Ordinal);
        Assert.StartsWith(reason, report.Answer.Details[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Prompts_that_are_all_blocked_meet_no_target()
    {
        var report = Study.Run([Study.Burst(5, 5) with { FilterRate = new Percentage(1) }], target: "1h");
        Assert.Equal("No: no prompt becomes an image, and the target is 1 h.", report.Answer.Headline);
        Assert.Null(report.Rows[0].PromptsPerDay);
        Assert.Null(report.Rows[0].P95Seconds);
    }

    [Fact]
    public void The_prompts_a_day_are_near_the_quota_and_never_above_it()
    {
        var report = Study.Run([Study.Burst(1, 10, quota: 10)], target: "1min");
        Assert.InRange(report.Rows[0].PromptsPerDay!.Value, 0.8 * 14_400, 14_400);
    }

    [Fact]
    public void A_study_can_be_cancelled()
    {
        var study = new SimulationStudy(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "statemachine", "prompt-to-image.asl.json")),
            [Study.Burst(20, 2), Study.Burst(20, 5)]
        );
        Assert.ThrowsAny<OperationCanceledException>(() => study.Run(_ => { }, new CancellationToken(canceled: true)));
    }
}
