using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Playwright;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Values;
using PromptToImage.Pipeline.Options;
using PromptToImage.WebConsole.Model;

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
    public async Task A_list_that_was_scrolled_stays_there_while_the_page_updates()
    {
        await using var console = await RunningConsole.StartAsync(options: new RunOptions { ModelErrorRate = new Percentage(1) });
        await using var window = await browser.OpenAsync(
            console.Address,
            new() { ViewportSize = new() { Width = 390, Height = 844 } }
        );
        var page = window.Page;
        await console.SendAsync("""{"id":"unlucky","prompt":"A croissant"}""");
        await page.GotoAsync("/console/executions/unlucky?state=Generate%20image");
        await page.Locator(".attempts li").Nth(3).WaitForAsync();
        await page.EvaluateAsync("() => { const list = document.querySelector('.attempts'); list.scrollTop = 40; list.isOld = true; }");
        await page.WaitForFunctionAsync(
            "() => { const list = document.querySelector('.attempts'); return !list.isOld && list.scrollTop === 40; }"
        );
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task A_text_that_is_typed_into_the_filter_of_the_events_stays_while_the_page_updates()
    {
        await using var console = await RunningConsole.StartAsync(options: new RunOptions { ModelErrorRate = new Percentage(1) });
        await using var window = await browser.OpenAsync(console.Address);
        var page = window.Page;
        await console.SendAsync("""{"id":"unlucky","prompt":"A croissant"}""");
        await page.GotoAsync("/console/executions/unlucky?tab=events");
        var search = page.GetByLabel("Events that contain");
        await search.FillAsync("failed");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).FocusAsync();
        await page.Locator(".events > li").Nth(15).WaitForAsync();
        Assert.Equal("failed", await search.InputValueAsync());
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

        await page.GetByLabel("Events that contain").FillAsync("functionfailed");
        await page.GetByLabel("Events that contain").PressAsync("Enter");
        await window.WaitForPageAsync("search=functionfailed&order=");
        var found = page.Locator(".events > li");
        Assert.Equal(1, await found.CountAsync());
        var row = found.Locator("summary");
        await row.GetByText("prompt-to-image-generate").WaitForAsync();
        await row.GetByText("ContentFilteredException: ").WaitForAsync();
        await row.ClickAsync();
        await found.Locator("pre").GetByText("ContentFilteredException").WaitForAsync();

        await page.GetByLabel("Events that contain").FillAsync("");
        await page.Locator("select[name=order]").SelectOptionAsync("Newest first");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await window.WaitForPageAsync("search=&order=newest");
        Assert.StartsWith("ExecutionFailed", await found.First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.StartsWith("ExecutionStarted", await found.Last.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task The_head_has_the_facts_of_an_ended_execution_and_its_whole_prompt()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var window = await browser.OpenAsync(console.Address);
        var page = window.Page;
        var prompt = string.Concat(Enumerable.Repeat("A croissant. ", 30)) + "The end";
        var details = await console.RunAsync($$"""{"id":"fine","prompt":"{{prompt}}"}""", "fine");
        await page.GotoAsync("/console/executions/fine");
        Assert.Equal(DisplayFormat.Time(details.Execution.StopDate!.Value), await FactAsync(page, "Ended"));
        Assert.Equal("5", await FactAsync(page, "State transitions"));
        Assert.Equal($"version {details.Execution.Version} (alias live)", await FactAsync(page, "Definition"));
        Assert.DoesNotContain("The end", await FactAsync(page, "Prompt"), StringComparison.Ordinal);
        await page.GetByText("Whole prompt, 397 characters").ClickAsync();
        Assert.Equal(prompt, await page.GetByLabel("Whole prompt").InnerTextAsync());
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task The_keyboard_selects_the_ARN_to_copy_it()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var window = await browser.OpenAsync(console.Address);
        var page = window.Page;
        var details = await console.RunAsync("""{"id":"fine","prompt":"A croissant"}""", "fine");
        await page.GotoAsync("/console/executions/fine");
        await window.TabToAsync("ARN and links to copy");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal(details.Execution.Arn, await SelectedAsync());
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal(new Uri(console.Address, "/console/executions/fine").ToString(), await SelectedAsync());
        Assert.Empty(window.Faults);

        Task<string> SelectedAsync() =>
            page.EvaluateAsync<string>(
                "() => { const e = document.activeElement; return e.value.substring(e.selectionStart, e.selectionEnd); }"
            );
    }

    [Fact]
    public async Task A_state_that_is_tried_again_shows_each_attempt_and_the_time_of_the_next_one()
    {
        await using var console = await RunningConsole.StartAsync(options: new RunOptions { ModelErrorRate = new Percentage(1) });
        await using var window = await browser.OpenAsync(console.Address);
        var page = window.Page;
        await console.SendAsync("""{"id":"unlucky","prompt":"A croissant"}""");
        await page.GotoAsync("/console/executions/unlucky?state=Generate%20image");
        await page.Locator(".attempts li").Nth(2).WaitForAsync();
        await page.Locator("dt:text-is('Next retry') + dd time").WaitForAsync();
        await page.Locator(".attempts li").First.GetByText("Waits ").WaitForAsync();
        var first = await page.Locator(".attempts li").Last.InnerTextAsync();
        Assert.Matches(@"UTC, took [0-9.]+ m?s\s+Model(Unavailable|Throttled)Exception: .*\s+Waited [0-9.]+ m?s", first);
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task The_log_tab_shows_what_the_functions_wrote_for_this_attempt()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var window = await browser.OpenAsync(console.Address);
        var page = window.Page;
        await console.RunAsync("""{"id":"film","prompt":"A still of a film full of gore"}""", "film");
        await console.RunAsync("""{"id":"other","prompt":"A croissant"}""", "other");
        console.BlockNothing();
        await page.GotoAsync("/console/executions/film");
        await window.ConfirmAsync("Redrive anyway", "Redrive unchanged");
        await window.WaitForStatusAsync("SUCCEEDED");
        await window.FollowAsync(page.GetByRole(AriaRole.Link, new() { Name = "Log" }), "?tab=log");
        await page.Locator(".log").GetByText("Prompt film, attempt 2, is valid.").WaitForAsync();
        Assert.Equal(0, await page.Locator(".log").GetByText("attempt 1").CountAsync());

        await page.GotoAsync("/console/executions/film?tab=log");
        var entry = page.Locator(".log tr").Filter(new() { HasTextString = "Prompt film, attempt 1, is valid." });
        Assert.Equal("validate", await entry.Locator("td").Nth(1).InnerTextAsync());
        Assert.Equal(0, await page.Locator(".log").GetByText("attempt 2").CountAsync());
        Assert.Equal(0, await page.Locator(".log").GetByText("other").CountAsync());
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task The_graph_is_enlarged_and_downloaded_with_the_states_statuses()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var window = await browser.OpenAsync(console.Address);
        var page = window.Page;
        await console.RunAsync("""{"id":"blocked","prompt":"Only gore"}""", "blocked");
        await page.GotoAsync("/console/executions/blocked");
        var graph = page.Locator("svg.diagram");
        var width = (await graph.BoundingBoxAsync())!.Width;
        await window.TabToAsync("200 %");
        await page.Keyboard.PressAsync("Enter");
        await window.WaitForPageAsync("?zoom=200");
        Assert.True((await graph.BoundingBoxAsync())!.Width > 1.5 * width);
        // The zoom stays when a state is picked.
        await page.Locator("tbody").GetByRole(AriaRole.Link, new() { Name = "Generate image" }).ClickAsync();
        await window.WaitForPageAsync("?state=Generate%20image&zoom=200");

        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "Download SVG" }).ClickAsync()
        );
        Assert.Equal("blocked.svg", download.SuggestedFilename);
        await using var content = await download.CreateReadStreamAsync();
        var svg = await XDocument.LoadAsync(content, LoadOptions.None, TestContext.Current.CancellationToken);
        var node = svg.Descendants().Single(element => (string?)element.Attribute("data-state") == "Generate image");
        Assert.Equal("caughterror", (string?)node.Attribute("data-status"));
        Assert.Contains(svg.Descendants(), element => element.Name.LocalName == "style");
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task A_state_that_is_picked_on_a_phone_is_in_sight()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var window = await browser.OpenAsync(
            console.Address,
            new() { ViewportSize = new() { Width = 390, Height = 844 } }
        );
        var page = window.Page;
        await console.RunAsync("""{"id":"fine","prompt":"A croissant"}""", "fine");
        await page.GotoAsync("/console/executions/fine");
        await page.Locator(".node[data-state='Store image']").ClickAsync();
        await window.WaitForPageAsync("?state=Store%20image");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Store image", Exact = true }))
            .ToBeInViewportAsync(new() { Timeout = 60_000 });
        Assert.Empty(window.Faults);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_duration_of_a_running_execution_grows_with_and_without_scripts(bool scripts)
    {
        await using var console = await RunningConsole.StartAsync(holdModel: true);
        await using var window = await browser.OpenAsync(console.Address, new() { JavaScriptEnabled = scripts });
        var page = window.Page;
        await console.SendAsync("""{"id":"slow","prompt":"A snail"}""");
        await Condition.BecomesTrueAsync(() =>
            Task.FromResult(console.Pipeline.Emulator.Executions.TryDescribe(console.Resources.StateMachine, "slow") is not null)
        );
        await page.GotoAsync("/console/executions/slow");
        var first = await FactAsync(page, "Duration");
        await Condition.BecomesTrueAsync(async () => await FactAsync(page, "Duration") != first);
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

        var response = await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Link, new() { Name = "As JSON" }).ClickAsync(),
            response => response.Url.EndsWith("/console/data/executions/fine/json", StringComparison.Ordinal)
        );
        using var execution = JsonDocument.Parse(await response.TextAsync());
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
        console.BlockNothing();

        await page.GotoAsync("/console/executions/film");
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Redrive from the failed state" }).CountAsync());
        await window.ConfirmAsync("Redrive anyway", "Redrive unchanged");
        await window.WaitForPageAsync("/console/executions/film-r2?done=redriven&count=1");
        await window.WaitForStatusAsync("SUCCEEDED");
        await page.GotoAsync("/console/dead-letters");
        Assert.Equal(["other"], await page.Locator("tbody th").AllInnerTextsAsync());
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task A_Parallel_and_a_Map_have_their_attempts_with_error_wait_and_next_retry()
    {
        const string FanOuts = """
            {"StartAt":"Both","States":{
              "Both":{"Type":"Parallel","Next":"Each",
                "Branches":[
                  {"StartAt":"Good","States":{"Good":{"Type":"Pass","End":true}}},
                  {"StartAt":"Bad","States":{"Bad":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:000000000000:function:missing","End":true}}}],
                "Retry":[{"ErrorEquals":["States.ALL"],"IntervalSeconds":1,"MaxAttempts":1}],
                "Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":null,"Next":"Each"}]},
              "Each":{"Type":"Map","ItemsPath":"$.items","End":true,
                "ItemProcessor":{"StartAt":"Item","States":{"Item":{"Type":"Fail","Error":"Bang","Cause":"It burst."}}},
                "Retry":[{"ErrorEquals":["Bang"],"IntervalSeconds":3600}]}}}
            """;
        await using var console = await RunningConsole.StartAsync(time: new FastTimeProvider(20));
        await using var window = await browser.OpenAsync(console.Address);
        var executions = console.Pipeline.Emulator.Executions;
        await executions.StateMachines.DeployAsync(console.Resources.StateMachine, FanOuts, "arn:aws:iam::000000000000:role/fan-outs");
        var arn = (await executions.StartAsync(console.Resources.StateMachineArn, "fan-outs", """{"items":[1,2]}""")).Arn;
        await Condition.BecomesTrueAsync(() => Task.FromResult(executions.PendingRetries(arn).Any(retry => retry.State == "Each")));

        var visits = StateVisits.From(executions.History(arn, 1_000).Events, executions.PendingRetries(arn));
        Assert.Equal(["Both", "Good", "Bad", "Good", "Bad", "Each"], visits.Take(6).Select(visit => visit.Name));
        var both = visits[0];
        Assert.Equal((StateStatuses.CaughtError, 1), (both.Status, both.Retries));
        Assert.NotNull(both.Error);
        Assert.Equal(
            visits.Where(visit => visit.Name == "Bad").Select(visit => (visit.Error, visit.Cause)),
            both.Attempts.Select(attempt => (attempt.Error, attempt.Cause))
        );
        Assert.Equal(1, (int)both.Attempts[0].Wait!.Value.TotalSeconds);
        var each = visits[5];
        // The history does not have the error of a Fail state.
        Assert.Equal((StateStatuses.InProgress, "The state Item failed."), (each.Status, each.Cause));
        Assert.Equal(executions.PendingRetries(arn)[0].DueAt, Assert.Single(each.Attempts).NextRetry);
        Assert.All(visits.Where(visit => visit.Name == "Item"), item => Assert.Empty(item.Attempts));

        await window.Page.GotoAsync("/console/executions/fan-outs?state=Both");
        Assert.Equal(2, await window.Page.Locator(".attempts li").CountAsync());
        await window.Page.GetByText("Waited 1").WaitForAsync();
        await window.Page.GotoAsync("/console/executions/fan-outs?state=Each");
        await window.Page.Locator("dt:text-is('Next retry') + dd time").WaitForAsync();
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task A_state_after_a_thousand_events_has_its_status()
    {
        // Four events per round.
        const string Rounds = """
            {"QueryLanguage":"JSONata","StartAt":"Count","States":{
              "Count":{"Type":"Pass","Output":{"n":"{% $states.input.n + 1 %}"},"Next":"More?"},
              "More?":{"Type":"Choice","Choices":[{"Condition":"{% $states.input.n < 300 %}","Next":"Count"}],"Default":"Done"},
              "Done":{"Type":"Pass","End":true}}}
            """;
        await using var console = await RunningConsole.StartAsync();
        await using var window = await browser.OpenAsync(console.Address);
        var executions = console.Pipeline.Emulator.Executions;
        await executions.StateMachines.DeployAsync(console.Resources.StateMachine, Rounds, "arn:aws:iam::000000000000:role/rounds");
        var started = await executions.StartAsync(console.Resources.StateMachineArn, "rounds", """{"n":0}""");
        await executions.WaitAsync(started.Arn, TestContext.Current.CancellationToken);
        await window.Page.GotoAsync("/console/executions/rounds?tab=events&order=newest");
        await window.WaitForStateAsync("Done", "succeeded");
        Assert.Equal("602", await FactAsync(window.Page, "State transitions"));
        await window.Page.GetByText("The first 1000 of 1204 events are shown").WaitForAsync();
        Assert.StartsWith(
            "ExecutionSucceeded",
            await window.Page.Locator(".events > li").First.InnerTextAsync(),
            StringComparison.Ordinal
        );
        Assert.Empty(window.Faults);
    }

    private static Task<string> FactAsync(IPage page, string name) => page.Locator($"dt:text-is('{name}') + dd").InnerTextAsync();
}
