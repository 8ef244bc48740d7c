using System.Text.Json;
using Microsoft.Playwright;
using PromptToImage.Contracts.Values;
using PromptToImage.Simulation.Reports;
using PromptToImage.Simulation.Studies;
using PromptToImage.Simulation.Tests.Studies;
using PromptToImage.WebConsole.Tests;

namespace PromptToImage.Simulation.Tests.Reports;

public sealed class StudyHtmlTests(Browser browser)
{
    private static readonly string Axe = Path.Combine(AppContext.BaseDirectory, "axe.min.js");

    private static readonly StudyReport Comparison = Study.Run(
        [
            .. new[] { 2, 5, 10, 20, 30, 40, 50 }.Select(concurrency =>
                Study.Burst(100, concurrency, 100) with
                {
                    Outages = [Outage.Parse("20s+30s")],
                    FilterRate = new Percentage(0.1),
                }
            ),
        ],
        seeds: 3,
        target: "2min"
    );

    private static readonly StudyReport Single = Study.Run([Study.Burst(100, 2, 20)]);

    private static readonly StudyReport WithoutImages = Study.Run([Study.Burst(3, 2) with { FilterRate = new Percentage(1) }], target: "1min");

    [Fact]
    public void The_question_and_the_answer_come_first()
    {
        var page = StudyHtml.Write(Comparison);
        var places = new[]
        {
            $"<h1>{Comparison.Answer.Question}</h1>",
            $"<p class=\"headline\">{Comparison.Answer.Headline}</p>",
            "<h2>Settings compared</h2>",
            "<h2>How long does a prompt take?</h2>",
            "<h2>How many prompts a day meet the target?</h2>",
            "<h2>What does a month cost?</h2>",
        }
            .Select(text => page.IndexOf(text, StringComparison.Ordinal))
            .ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Contains("6 of the 7 settings are shown.", page, StringComparison.Ordinal);
        Assert.Contains("met, recommended", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_has_neither_scripts_nor_external_resources()
    {
        foreach (var report in new[] { Comparison, Single, WithoutImages })
        {
            var page = StudyHtml.Write(report);
            Assert.DoesNotMatch("<script|<link|<img|src=|href=|url\\(|https?:", page);
            Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
            Assert.DoesNotContain("∞", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_name_of_a_file_is_encoded()
    {
        var page = StudyHtml.Write(Study.Run([Study.Burst(2, 2) with { Arrival = Arrival.Recorded.Parse("<b>.csv", "0\n1") }]));
        Assert.DoesNotContain("<b>.csv", page, StringComparison.Ordinal);
        Assert.Contains("at the times in &lt;b&gt;.csv", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_page_has_a_serious_finding(ColorScheme colours)
    {
        Assert.SkipUnless(File.Exists(Axe), "axe-core is not installed: run npm ci in tests/Console.Tests and build again.");
        await using var window = await browser.OpenAsync(new Uri("http://localhost"), new() { ColorScheme = colours });
        var axe = await File.ReadAllTextAsync(Axe, TestContext.Current.CancellationToken);
        foreach (var report in new[] { Comparison, Single, WithoutImages })
        {
            await window.Page.SetContentAsync(StudyHtml.Write(report));
            await window.Page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
            await window.Page.EvaluateAsync(axe);
            var found = await window.Page.EvaluateAsync<JsonElement>(
                "async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).slice(0, 3).join(' '))"
            );
            Assert.Empty(found.EnumerateArray().Select(finding => finding.GetString()));
        }

        Assert.Empty(window.Faults);
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task A_page_is_not_wider_than_the_window(int width)
    {
        await using var window = await browser.OpenAsync(
            new Uri("http://localhost"),
            new() { ViewportSize = new() { Width = width, Height = 800 } }
        );
        foreach (var report in new[] { Comparison, Single })
        {
            await window.Page.SetContentAsync(StudyHtml.Write(report));
            Assert.Equal(width, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }
}
