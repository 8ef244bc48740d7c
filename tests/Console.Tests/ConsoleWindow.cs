using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace PromptToImage.WebConsole.Tests;

/// <summary>A browser window that records unexpected events: script errors, external requests and dialogs.</summary>
public sealed class ConsoleWindow : IAsyncDisposable
{
    private const int MostPresses = 80;

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentQueue<string> _log = new();

    internal ConsoleWindow(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) => Keep(message.Type == "error", message.Text);
        page.PageError += (_, error) => Keep(true, error);
        page.Request += (_, request) => Keep(!IsLocal(request.Url), $"{request.Method} {request.Url}", request);
        page.Response += (_, response) => Keep(response.Status >= 500, $"{response.Status} {response.Url}", response.Request);
        page.RequestFailed += (_, request) => Keep(false, $"{request.Failure} {request.Url}", request);
        page.FrameNavigated += (_, frame) => Keep(false, $"now at {frame.Url}");
        page.Crash += (_, _) => Keep(true, "the page crashed");
        page.Dialog += async (_, dialog) =>
        {
            Keep(true, $"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>Waits until the page of an execution shows the status.</summary>
    public Task WaitForStatusAsync(string status) => Page.Locator("h1 .badge").Filter(new() { HasTextString = status }).WaitForAsync();

    /// <summary>Waits until the graph's node of a state has the colour of the status.</summary>
    public Task WaitForStateAsync(string state, string status) =>
        Page.Locator($".node[data-state='{state}'][data-status={status}]").WaitForAsync();

    /// <summary>
    /// Waits until a page is loaded whose path and query end like this. The page itself is asked, because a wait for a navigation
    /// misses one that ends while the wait begins.
    /// </summary>
    public Task WaitForPageAsync(string end) =>
        Page.WaitForFunctionAsync("end => document.readyState === 'complete' && (location.pathname + location.search).endsWith(end)", end);

    /// <summary>Presses a form's button and waits until the pipeline has finished the action.</summary>
    public Task PressAsync(string button) =>
        Page.RunAndWaitForResponseAsync(
            () => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync(),
            response => response.Request.Method == "POST"
        );

    /// <summary>Opens a question, presses its button and waits until the pipeline has finished the action.</summary>
    public async Task ConfirmAsync(string action, string button)
    {
        await Page.Locator("summary").Filter(new() { HasTextString = action }).ClickAsync();
        await PressAsync(button);
    }

    /// <summary>Follows a link and waits for its page.</summary>
    public async Task FollowAsync(ILocator link, string path)
    {
        await link.ClickAsync();
        await WaitForPageAsync(path);
    }

    /// <summary>Presses Tab until the focused element has this label, field name or text.</summary>
    public async Task TabToAsync(string name)
    {
        const string called =
            "() => { const e = document.activeElement; return e.querySelector('title')?.textContent ?? (e.name || e.textContent.trim()); }";
        for (var presses = 0; presses < MostPresses; presses++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await Page.EvaluateAsync<string>(called) == name)
            {
                return;
            }
        }

        Assert.Fail($"Tab never reached '{name}'.");
    }

    /// <summary>Closes the window. A failed test prints what the window did.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var line in _log)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(line);
        }

        await _context.DisposeAsync();
    }

    private static bool IsLocal(string url) => !url.StartsWith("http", StringComparison.Ordinal) || new Uri(url).IsLoopback;

    private void Keep(bool wrong, string what, IRequest? request = null)
    {
        // A live page fetches itself repeatedly, which is of no interest.
        if (request is null || request.IsNavigationRequest || wrong)
        {
            _log.Enqueue($"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {what}");
        }

        if (wrong)
        {
            _faults.Enqueue(what);
        }
    }
}
