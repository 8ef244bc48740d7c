using Microsoft.Playwright;
using PromptToImage.Simulation.Reports;
using PromptToImage.Simulation.Tests.Studies;
using PromptToImage.WebConsole.Tests;

namespace PromptToImage.Simulation.Tests.Reports;

/// <summary>
/// Makes the README's images of the report:
/// <c>dotnet run --project tests/Simulation.Tests -- -class "*ScreenshotTests" -explicit only</c>.
/// </summary>
public sealed class ScreenshotTests(Browser browser)
{
    [Fact(Explicit = true)]
    public async Task Images_of_the_report()
    {
        var report = Study.Run([Study.Burst(500, 10), Study.Burst(500, 50), Study.Burst(500, 100)], target: "1min");
        foreach (var (colours, name) in ((ColorScheme, string)[])[(ColorScheme.Light, "report"), (ColorScheme.Dark, "report-dark")])
        {
            await using var window = await browser.OpenAsync(
                new Uri("http://localhost"),
                new() { ViewportSize = new() { Width = 1200, Height = 900 }, ColorScheme = colours }
            );
            await window.Page.SetContentAsync(StudyHtml.Write(report));
            await window.Page.ScreenshotAsync(new() { Path = RepositoryRoot.PathOf("docs", "images", $"{name}.png") });
        }
    }
}
