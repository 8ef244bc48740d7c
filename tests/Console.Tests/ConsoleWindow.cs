using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace PromptToImage.Console.Tests;

/// <summary>A browser window that keeps what should never happen: errors on its console, requests off the machine, dialogs.</summary>
public sealed class ConsoleWindow : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();

    internal ConsoleWindow(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) => Keep(message.Type == "error", message.Text);
        page.PageError += (_, error) => Keep(true, error);
        page.Request += (_, request) => Keep(!IsLocal(request.Url), $"request to {request.Url}");
        page.Dialog += async (_, dialog) =>
        {
            Keep(true, $"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>The page of an execution, once it has the status.</summary>
    public Task WaitForStatusAsync(string status) =>
        Page.Locator("h1 .badge").Filter(new() { HasTextString = status }).WaitForAsync();

    /// <summary>A state's node of the graph, once it has the colour of the status.</summary>
    public Task WaitForStateAsync(string state, string status) =>
        Page.Locator($".node[data-state='{state}'][data-status={status}]").WaitForAsync();

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private static bool IsLocal(string url) => !url.StartsWith("http", StringComparison.Ordinal) || new Uri(url).IsLoopback;

    private void Keep(bool wrong, string what)
    {
        if (wrong)
        {
            _faults.Enqueue(what);
        }
    }
}
