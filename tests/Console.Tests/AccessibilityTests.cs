using System.Text.Json;
using Microsoft.Playwright;

namespace PromptToImage.WebConsole.Tests;

public sealed class AccessibilityTests(Browser browser)
{
    private static readonly string Axe = Path.Combine(AppContext.BaseDirectory, "axe.min.js");

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_page_has_a_serious_finding(ColorScheme colours)
    {
        Assert.SkipUnless(File.Exists(Axe), "axe-core is not installed: run npm ci in tests/Console.Tests and build again.");
        await using var console = await RunningConsole.StartAsync();
        await console.RunAsync("""{"id":"fine","prompt":"A croissant"}""", "fine");
        await console.RunAsync("""{"id":"blocked","prompt":"A still of a film full of gore"}""", "blocked");
        // axe is injected through the debugging protocol, so that the page's own policy stays in force.
        await using var window = await browser.OpenAsync(console.Address, new() { ColorScheme = colours });
        var axe = await File.ReadAllTextAsync(Axe, TestContext.Current.CancellationToken);
        var findings = new List<string>();
        foreach (var path in ConsolePages.All("fine", "blocked", "never-sent"))
        {
            await window.Page.GotoAsync(path);
            await window.Page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
            await window.Page.EvaluateAsync(axe);
            var found = await window.Page.EvaluateAsync<JsonElement>(
                "async () => (await axe.run()).violations.map(v => ({ id: v.id, impact: v.impact, where: v.nodes.map(n => "
                    + "n.html).slice(0, 3).join(' ') }))"
            );
            findings.AddRange(
                found
                    .EnumerateArray()
                    .Where(finding => finding.GetProperty("impact").GetString() is "serious" or "critical")
                    .Select(finding => $"{path}: {finding}")
            );
        }

        Assert.Empty(findings);
        Assert.Empty(window.Faults);
    }
}
