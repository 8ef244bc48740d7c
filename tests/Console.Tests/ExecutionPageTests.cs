using System.Text.Json;
using Microsoft.Playwright;

namespace PromptToImage.WebConsole.Tests;

public sealed class ExecutionPageTests(Browser browser)
{
    [Fact]
    public async Task An_execution_is_started_again_with_edited_input()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var window = await browser.OpenAsync(console.Address);
        var page = window.Page;
        await console.RunAsync("""{"id":"film","prompt":"A still of a film full of gore"}""", "film");
        await page.GotoAsync("/console/executions/film");
        await page.GetByText("Start again with edited input").ClickAsync();
        var input = page.GetByRole(AriaRole.Textbox, new() { Name = "Input" });
        await input.FillAsync((await input.InputValueAsync()).Replace("full of gore", "full of flowers", StringComparison.Ordinal));
        await window.PressAsync("Start a new execution");
        await window.WaitForStatusAsync("SUCCEEDED");
        await page.GetByRole(AriaRole.Img, new() { Name = "The image of the prompt: A still of a film full of flowers" }).WaitForAsync();
        Assert.DoesNotContain("/executions/film", page.Url, StringComparison.Ordinal);
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task Opened_details_stay_open_while_the_page_updates()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var window = await browser.OpenAsync(console.Address);
        var page = window.Page;
        await console.RunAsync("""{"id":"fine","prompt":"A croissant"}""", "fine");
        await page.GotoAsync("/console/executions/fine?tab=events");
        await page.GetByText("Start again with edited input").ClickAsync();
        await page.Locator("#event-2 summary").ClickAsync();
        // Two updates of the page after it was opened: the second begins only after the first was applied.
        for (var look = 0; look < 2; look++)
        {
            await page.WaitForResponseAsync(response => response.Url.EndsWith("?tab=events", StringComparison.Ordinal));
        }

        Assert.True(await page.Locator("#start-again").EvaluateAsync<bool>("details => details.open"));
        Assert.True(await page.Locator("#event-2").EvaluateAsync<bool>("details => details.open"));
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task Events_are_filtered_and_expanded()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var window = await browser.OpenAsync(console.Address);
        var page = window.Page;
        await console.RunAsync("""{"id":"blocked","prompt":"A still of a film full of gore"}""", "blocked");
        await page.GotoAsync("/console/executions/blocked");
        await window.FollowAsync(page.GetByRole(AriaRole.Link, new() { Name = "Events" }), "?tab=events");
        await page.Locator(".events > li").Filter(new() { HasTextString = "ExecutionFailed" }).WaitForAsync();

        await page.GetByLabel("Type contains").FillAsync("functionfailed");
        await page.GetByLabel("Type contains").PressAsync("Enter");
        await window.WaitForPageAsync("type=functionfailed");
        var found = page.Locator(".events > li");
        Assert.Equal(1, await found.CountAsync());
        await found.Locator("summary").ClickAsync();
        await found.Locator("pre").GetByText("ContentFilteredException").WaitForAsync();
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task The_page_shows_the_definition_and_links_to_the_execution_s_JSON()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var window = await browser.OpenAsync(console.Address);
        var page = window.Page;
        await console.RunAsync("""{"id":"fine","prompt":"A croissant"}""", "fine");
        await page.GotoAsync("/console/executions/fine");
        await window.FollowAsync(page.GetByRole(AriaRole.Link, new() { Name = "Definition" }), "?tab=definition");
        using var definition = JsonDocument.Parse(await page.GetByLabel("Definition of the state machine").InnerTextAsync());
        Assert.Equal("Validate prompt", definition.RootElement.GetProperty("StartAt").GetString());

        var answer = await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Link, new() { Name = "As JSON" }).ClickAsync(),
            response => response.Url.EndsWith("/console/data/executions/fine/json", StringComparison.Ordinal)
        );
        using var execution = JsonDocument.Parse(await answer.TextAsync());
        Assert.Equal("SUCCEEDED", execution.RootElement.GetProperty("status").GetString());
        Assert.Equal(
            "ExecutionSucceeded",
            execution.RootElement.GetProperty("events").EnumerateArray().Last().GetProperty("type").GetString()
        );
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task A_failed_prompt_is_redriven_from_its_page()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var window = await browser.OpenAsync(console.Address);
        var page = window.Page;
        await console.RunAsync("""{"id":"film","prompt":"A still of a film full of gore"}""", "film");
        await console.RunAsync("""{"id":"other","prompt":"More gore"}""", "other");
        var model = console.Pipeline.Model;
        model.Options = model.Options with { BlockedWords = [] };

        await page.GotoAsync("/console/executions/film");
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Redrive from the failed state" }).CountAsync());
        await window.PressAsync("Redrive its dead letter");
        await window.WaitForPageAsync("/console/executions/film-r2?done=redriven&count=1");
        await window.WaitForStatusAsync("SUCCEEDED");
        await page.GotoAsync("/console/dead-letters");
        Assert.Equal(["other"], await page.Locator("tbody th").AllInnerTextsAsync());
        Assert.Empty(window.Faults);
    }
}
