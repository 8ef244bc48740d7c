using System.Text.Json;
using Microsoft.Playwright;

namespace PromptToImage.WebConsole.Tests;

public sealed class ExecutionListTests(Browser browser)
{
    private const int Many = 5_000;
    private const string RoleArn = "arn:aws:iam::000000000000:role/prompt-to-image";

    // Runs for a day, and fails at a second attempt.
    private const string Definition = """
        {"StartAt":"Which attempt?","States":{
          "Which attempt?":{"Type":"Choice","Choices":[{"Variable":"$.attempt","NumericEquals":2,"Next":"No"}],"Default":"Wait"},
          "Wait":{"Type":"Wait","Seconds":86400,"End":true},
          "No":{"Type":"Fail","Error":"Rejected"}}}
        """;

    [Fact]
    public async Task A_page_of_a_long_list_does_not_move_while_executions_start()
    {
        await using var console = await StartConsoleAsync();
        await using var window = await browser.OpenAsync(console.Address);
        var page = window.Page;
        await StartAsync(console, 1, Many);
        await page.GotoAsync("/console");
        Assert.Equal(Names(Many, 50), await NamesAsync(page));
        await page.Locator(".counts").GetByText("5,000").WaitForAsync();

        await FollowAsync(page, "Older");
        Assert.Equal(Names(Many - 50, 50), await NamesAsync(page));
        await StartAsync(console, Many + 1, 60);
        // The counts are live and include the new executions; the rows stay.
        await page.Locator(".counts").GetByText("5,060").WaitForAsync();
        Assert.Equal(Names(Many - 50, 50), await NamesAsync(page));

        await FollowAsync(page, "Older");
        Assert.Equal(Names(Many - 100, 50), await NamesAsync(page));
        await FollowAsync(page, "Newer");
        Assert.Equal(Names(Many - 50, 50), await NamesAsync(page));
        await FollowAsync(page, "Newer");
        Assert.Equal(Names(Many, 50), await NamesAsync(page));
        await FollowAsync(page, "Newer");
        Assert.Equal(Names(Many + 50, 50), await NamesAsync(page));
        // The first page is complete, although only ten executions are newer.
        await FollowAsync(page, "Newer");
        Assert.Equal(Names(Many + 60, 50), await NamesAsync(page));
        Assert.Equal(0, await page.GetByRole(AriaRole.Link, new() { Name = "Newer" }).CountAsync());
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task Executions_are_found_by_status_name_and_prompt()
    {
        await using var console = await StartConsoleAsync();
        await using var window = await browser.OpenAsync(console.Address);
        var page = window.Page;
        await StartAsync(console, 1, 120);
        await StartAsync(console, "rejected", """{"id":"rejected","attempt":2,"message":"100 % butter_milk"}""");

        await page.GotoAsync("/console");
        await page.GetByLabel("Status").SelectOptionAsync("FAILED");
        await FindAsync(page, "");
        Assert.Equal(["rejected"], await NamesAsync(page));
        await page.GetByLabel("Status").SelectOptionAsync("RUNNING");
        await FindAsync(page, "prompt 11");
        Assert.Equal([.. Names(119, 10), "n-11"], await NamesAsync(page));
        await page.GetByLabel("Status").SelectOptionAsync("Any");
        await FindAsync(page, "n-7");
        Assert.Equal([.. Names(79, 10), "n-7"], await NamesAsync(page));
        // Special characters of the store's search are ordinary text.
        await FindAsync(page, "% butter_");
        Assert.Equal(["rejected"], await NamesAsync(page));
        await FindAsync(page, "nothing like it");
        await page.GetByText("No execution is like this.").WaitForAsync();
        await page.Locator(".counts a").Filter(new() { HasTextString = "FAILED" }).ClickAsync();
        await window.WaitForPageAsync("/console?status=FAILED");
        Assert.Equal(["rejected"], await NamesAsync(page));
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task Executions_are_found_by_error_and_date_and_exported_in_either_order()
    {
        await using var console = await StartConsoleAsync();
        await using var window = await browser.OpenAsync(console.Address);
        var page = window.Page;
        await StartAsync(console, 1, 60);
        await StartAsync(console, "rejected", """{"id":"rejected","attempt":2,"message":"=1+1, \"quoted\""}""");

        await page.GotoAsync("/console");
        await window.TabToAsync("Error, dates and order");
        await page.Keyboard.PressAsync("Enter");
        await window.TabToAsync("error");
        await page.Keyboard.TypeAsync("reject");
        await page.Keyboard.PressAsync("Enter");
        await window.WaitForPageAsync("error=reject&since=&until=&order=");
        Assert.Equal(["rejected"], await NamesAsync(page));
        var csv = await DownloadAsync(page, "CSV");
        Assert.Equal(2, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains(",Rejected,\"'=1+1, \"\"quoted\"\"\",", csv, StringComparison.Ordinal);

        await page.GotoAsync("/console?since=2099-01-01T00:00");
        await page.GetByText("No execution is like this.").WaitForAsync();
        await page.GotoAsync("/console?until=2099-01-01T00:00");
        Assert.Equal("2099-01-01T00:00", await page.GetByLabel("Started before (UTC)").InputValueAsync());
        await AnsweredAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Started" }));
        Assert.Equal(Names(50, 50).Reverse(), await NamesAsync(page));
        await FollowAsync(page, "Newer");
        Assert.Equal([.. Names(60, 10).Reverse(), "rejected"], await NamesAsync(page));
        using var json = JsonDocument.Parse(await DownloadAsync(page, "JSON"));
        // All executions run but the one that has failed.
        await AnsweredAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Duration" }));
        Assert.Equal(Names(60, 50), await NamesAsync(page));
        await FollowAsync(page, "Shorter");
        Assert.Equal([.. Names(10, 10), "rejected"], await NamesAsync(page));
        Assert.Equal(
            [.. Names(60, 60).Reverse(), "rejected"],
            json.RootElement.EnumerateArray().Select(execution => execution.GetProperty("name").GetString())
        );
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task On_a_phone_the_links_of_the_hidden_header_cannot_have_the_focus()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var window = await browser.OpenAsync(
            console.Address,
            new() { ViewportSize = new() { Width = 390, Height = 844 } }
        );
        await console.RunAsync("""{"id":"fine","prompt":"A croissant"}""", "fine");
        await window.Page.GotoAsync("/console");
        foreach (var link in await window.Page.Locator("thead a").AllAsync())
        {
            Assert.False(await link.IsVisibleAsync());
        }

        Assert.Empty(window.Faults);
    }

    private static async Task<RunningConsole> StartConsoleAsync()
    {
        var console = await RunningConsole.StartAsync();
        await console.Pipeline.Emulator.Executions.StateMachines.DeployAsync(console.Resources.StateMachine, Definition, RoleArn);
        return console;
    }

    private static async Task<string> DownloadAsync(IPage page, string link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync()
        );
        using var content = new StreamReader(await download.CreateReadStreamAsync());
        return await content.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private static async Task StartAsync(RunningConsole console, int first, int count)
    {
        for (var number = first; number < first + count; number++)
        {
            await StartAsync(console, $"n-{number}", $$"""{"id":"n-{{number}}","attempt":1,"message":"prompt {{number}}"}""");
        }
    }

    private static async Task StartAsync(RunningConsole console, string name, string input) =>
        await console.Pipeline.Emulator.Executions.StartAsync(console.Resources.StateMachineArn, name, input);

    private static IEnumerable<string> Names(int newest, int count) => Enumerable.Range(0, count).Select(back => $"n-{newest - back}");

    private static async Task<IReadOnlyList<string>> NamesAsync(IPage page) => await page.Locator("tbody th a").AllInnerTextsAsync();

    private static Task FollowAsync(IPage page, string link) =>
        AnsweredAsync(page, page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }));

    private static async Task FindAsync(IPage page, string words)
    {
        await page.GetByLabel("Name or prompt").FillAsync(words);
        await AnsweredAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Find" }));
    }

    /// <summary>Clicks and waits for the next page.</summary>
    private static async Task AnsweredAsync(IPage page, ILocator pressed)
    {
        var come = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.DOMContentLoaded += Told;
        await pressed.ClickAsync();
        await come.Task.WaitAsync(TestContext.Current.CancellationToken);
        page.DOMContentLoaded -= Told;

        void Told(object? sender, IPage told) => come.TrySetResult();
    }
}
