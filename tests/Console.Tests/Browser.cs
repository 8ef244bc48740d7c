using Microsoft.Playwright;
using PromptToImage.WebConsole.Tests;

[assembly: AssemblyFixture(typeof(Browser))]

namespace PromptToImage.WebConsole.Tests;

/// <summary>Debian's Chromium, shared by all tests. Tests are skipped where it is not installed.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    // The time that a page may take on a slow and busy machine.
    private const int Patience = 300_000;

    // Chromium's own requests are disabled, so that every external request comes from a page.
    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (File.Exists(Chromium))
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(
                new()
                {
                    ExecutablePath = Chromium,
                    Args = Arguments,
                    Timeout = Patience,
                }
            );
        }
    }

    /// <summary>Opens a new window on a console. Skips the test where no browser is installed.</summary>
    public async Task<ConsoleWindow> OpenAsync(Uri console, BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(_browser is null, $"There is no {Chromium}: install Debian's chromium.");
        options ??= new();
        options.BaseURL = console.GetLeftPart(UriPartial.Authority);
        var context = await _browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        return new ConsoleWindow(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
    }
}
