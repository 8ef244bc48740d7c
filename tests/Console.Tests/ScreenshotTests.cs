using Microsoft.Playwright;

namespace PromptToImage.WebConsole.Tests;

/// <summary>
/// Makes the README's images of the console:
/// <c>dotnet run --project tests/Console.Tests -- -class "*ScreenshotTests" -explicit only</c>. The same command for
/// <c>tests/Simulation.Tests</c> makes the image of the simulator's report.
/// </summary>
public sealed class ScreenshotTests(Browser browser)
{
    private static readonly BrowserNewContextOptions Desktop = new() { ViewportSize = new() { Width = 1200, Height = 840 } };

    private static readonly BrowserNewContextOptions Phone = new()
    {
        ViewportSize = new() { Width = 390, Height = 844 },
        DeviceScaleFactor = 1.5f,
        ColorScheme = ColorScheme.Light,
    };

    [Fact(Explicit = true)]
    public async Task Images_of_the_console()
    {
        await using var console = await RunningConsole.StartAsync();
        var model = console.Pipeline.Model;
        await console.RunAsync("""{"id":"harbour","prompt":"A harbour at dawn","seed":3}""", "harbour");
        await console.RunAsync("""{"id":"croissant","prompt":"A croissant on a plate in the morning sun","seed":11}""", "croissant");
        model.Options = model.Options with { LowestLatency = TimeSpan.FromSeconds(2), HighestLatency = TimeSpan.FromSeconds(2) };
        await console.RunAsync("""{"id":"pyramid","prompt":"Me on top of a pyramid","aspectRatio":"16:9","seed":7}""", "pyramid");
        await TakeAsync(console, "/console/executions/pyramid", "console-execution");

        await console.RunAsync("""{"id":"film","prompt":"A still of a film full of gore"}""", "film");
        model.Options = model.Options with { ErrorRate = 1 };
        await console.SendAsync("""{"id":"lighthouse","prompt":"A lighthouse in a storm"}""");
        await TakeAsync(console, "/console", "console-executions");

        await using var phone = await browser.OpenAsync(console.Address, Phone);
        await phone.Page.GotoAsync("/console/executions/lighthouse?state=Generate%20image#state");
        await phone.Page.Locator(".attempts li").Nth(1).WaitForAsync();
        await phone.Page.Locator("dt:text-is('Next retry')").WaitForAsync();
        await phone.Page.EvaluateAsync("document.getElementById('state').scrollIntoView()");
        await phone.Page.ScreenshotAsync(new() { Path = PathOf("console-phone") });
    }

    /// <summary>Takes a page in light and dark colours.</summary>
    private async Task TakeAsync(RunningConsole console, string page, string name)
    {
        foreach (var (colours, suffix) in ((ColorScheme, string)[])[(ColorScheme.Light, ""), (ColorScheme.Dark, "-dark")])
        {
            await using var window = await browser.OpenAsync(console.Address, new(Desktop) { ColorScheme = colours });
            await window.Page.GotoAsync(page);
            await window.Page.EvaluateAsync("Promise.all([...document.images].map(image => image.decode()))");
            await window.Page.ScreenshotAsync(new() { Path = PathOf(name + suffix) });
        }
    }

    private static string PathOf(string name) => RepositoryRoot.PathOf("docs", "images", $"{name}.png");
}
