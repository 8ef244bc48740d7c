using Microsoft.Playwright;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.Pipeline.Options;

namespace PromptToImage.WebConsole.Tests;

public sealed class OtherPagesTests(Browser browser)
{
    [Fact]
    public async Task All_dead_letters_are_redriven_at_once()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var window = await browser.OpenAsync(console.Address);
        var page = window.Page;
        string[] names = ["one", "two", "three"];
        foreach (var name in names)
        {
            await console.AddDeadLetterAsync(name, name, "ModelUnavailableException");
        }

        await page.GotoAsync("/console/dead-letters");
        await page.GetByText("3 prompts wait here").WaitForAsync();
        await window.ConfirmAsync("Redrive all", "Redrive 3");
        await page.GetByText("3 dead letters were sent to the queue again.").WaitForAsync();
        await page.GetByText("None: every prompt became an image").WaitForAsync();
        foreach (var name in names)
        {
            await page.GotoAsync($"/console/executions/{name}-r2");
            await window.WaitForStatusAsync("SUCCEEDED");
        }

        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task Every_page_shows_the_alarm_and_the_queue_page_its_reason()
    {
        await using var console = await RunningConsole.StartAsync(
            options: new RunOptions { QueueAgeThreshold = TimeSpan.FromSeconds(1) },
            time: new FastTimeProvider(20)
        );
        await using var window = await browser.OpenAsync(console.Address);
        var page = window.Page;
        await page.GotoAsync("/console/queue");
        await page.Locator("dt:text-is('Alarm') + dd").GetByText("OK").WaitForAsync();

        // A delayed message ages and is not received.
        await console.Pipeline.Emulator.Queues.SendAsync(
            console.Resources.Queue,
            new OutgoingMessage("Later") { Delay = TimeSpan.FromMinutes(15) }
        );
        await page.Locator("dt:text-is('Alarm') + dd").GetByText("ALARM").WaitForAsync();
        Assert.Equal("1", await page.Locator("dt:text-is('Delayed') + dd").InnerTextAsync());
        await page.GetByRole(AriaRole.Img, new() { NameString = "Age of the oldest message over time" }).WaitForAsync();
        await page.Locator(".legend").GetByText("alarm above 1.0 s").WaitForAsync();
        Assert.Equal(3, await page.Locator(".x-axis span").CountAsync());
        Assert.Equal("0", await page.Locator(".y-axis span").Last.InnerTextAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "ALARM: prompt-to-image-queue-age" }).WaitForAsync();
        await page.GotoAsync("/console/mailbox");
        await page.GetByText("ALARM: \"prompt-to-image-queue-age\"").WaitForAsync();
        await window.FollowAsync(page.GetByRole(AriaRole.Link, new() { Name = "ALARM: prompt-to-image-queue-age" }), "/console/queue");

        await console.Pipeline.Emulator.Queues.PurgeAsync(console.Resources.Queue);
        await page.Locator("dt:text-is('Alarm') + dd").GetByText("OK").WaitForAsync();
        Assert.Equal(0, await page.GetByRole(AriaRole.Link, new() { Name = "ALARM: prompt-to-image-queue-age" }).CountAsync());
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task The_gallery_shows_every_image_with_a_link_to_its_execution()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var window = await browser.OpenAsync(console.Address);
        var page = window.Page;
        await console.RunAsync("""{"id":"one","prompt":"A croissant"}""", "one");
        await console.RunAsync("""{"id":"two","prompt":"A brioche","outputFormat":"jpeg"}""", "two");
        await console.RunAsync("""{"id":"none","prompt":"Only gore"}""", "none");
        await page.GotoAsync("/console/images");
        Assert.Equal(["A brioche", "A croissant"], await page.Locator(".gallery a").AllInnerTextsAsync());
        foreach (var image in await page.Locator(".gallery img").AllAsync())
        {
            Assert.True(await image.EvaluateAsync<bool>("async image => { await image.decode(); return image.naturalWidth > 0; }"));
        }

        await window.FollowAsync(page.GetByRole(AriaRole.Link, new() { Name = "A croissant" }), "/console/executions/one");
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task An_unknown_address_shows_a_page_of_the_console()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var window = await browser.OpenAsync(console.Address);
        var response = await window.Page.GotoAsync("/console/nothing/here");
        Assert.Equal(404, response!.Status);
        await window.Page.GetByRole(AriaRole.Heading, new() { Name = "No such page" }).WaitForAsync();
        await window.FollowAsync(window.Page.GetByRole(AriaRole.Link, new() { Name = "All executions" }), "/console");
    }

    [Fact]
    public async Task An_error_of_the_pipeline_is_shown_on_a_page_of_the_console()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var window = await browser.OpenAsync(console.Address);
        var page = window.Page;
        await console.RunAsync("""{"id":"fine","prompt":"A croissant"}""", "fine");
        await page.GotoAsync("/console/executions/fine");
        await page.GetByText("Start again with edited input").ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Input" }).FillAsync("no JSON");
        await window.PressAsync("Start a new execution");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Not done" }).WaitForAsync();
        await page.GetByText("InvalidExecutionInput").WaitForAsync();
    }
}
