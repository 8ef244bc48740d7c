using Microsoft.Playwright;

namespace PromptToImage.WebConsole.Tests;

public sealed class PromptJourneyTests(Browser browser)
{
    [Fact]
    public async Task A_prompt_sent_with_the_form_is_shown_live_until_its_image_opens()
    {
        await using var console = await RunningConsole.StartAsync(holdModel: true);
        await using var window = await browser.OpenAsync(console.Address);
        await window.Page.GotoAsync("/console/new");
        await window.Page.GetByLabel("Prompt", new() { Exact = true }).FillAsync("Me on top of a pyramid");
        await window.Page.GetByLabel("Id", new() { Exact = true }).FillAsync("pyramid");
        await window.PressAsync("Send");

        await window.WaitForStateAsync("Generate image", "inprogress");
        console.ReleaseModel();
        await window.WaitForStateAsync("Store image", "succeeded");
        await window.WaitForStatusAsync("SUCCEEDED");
        Assert.Equal("/console/executions/pyramid", new Uri(window.Page.Url).AbsolutePath);

        var image = window.Page.GetByRole(AriaRole.Img, new() { Name = "The image of the prompt: Me on top of a pyramid" });
        Assert.True(await image.EvaluateAsync<bool>("async image => { await image.decode(); return image.naturalWidth > 0; }"));
        var response = await window.Page.RunAndWaitForResponseAsync(
            () => image.ClickAsync(),
            response => response.Url.EndsWith("/image", StringComparison.Ordinal) && response.Request.IsNavigationRequest
        );
        Assert.Equal((200, "image/png"), (response.Status, response.Headers["content-type"]));
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task A_blocked_prompt_fails_with_an_e_mail_and_succeeds_after_the_word_is_unblocked()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var window = await browser.OpenAsync(console.Address);
        var page = window.Page;
        await console.RunAsync("""{"id":"film","prompt":"A still of a film full of gore"}""", "film");

        await page.GotoAsync("/console/executions/film");
        await window.WaitForStatusAsync("FAILED");
        await window.WaitForStateAsync("Generate image", "caughterror");
        await window.WaitForStateAsync("Prompt failed", "failed");

        await page.GotoAsync("/console/mailbox");
        var mail = page.Locator("details.mail").Filter(new() { HasTextString = "film" });
        await mail.Locator("summary").ClickAsync();
        Assert.Contains("A still of a film full of gore", await mail.Locator("pre").InnerTextAsync(), StringComparison.Ordinal);
        await mail.Locator("pre a").ClickAsync();
        await window.WaitForPageAsync(":film");
        await window.WaitForStatusAsync("FAILED");

        await page.GotoAsync("/console/queue");
        await page.GetByLabel("Words that block a prompt, one a line").FillAsync("");
        await window.PressAsync("Change");
        await window.FollowAsync(page.GetByRole(AriaRole.Link, new() { Name = "Dead letters" }), "/console/dead-letters");
        await page.GetByText("Change the wording of the prompt and send it again.").WaitForAsync();
        await window.ConfirmAsync("Redrive anyway", "Redrive unchanged");
        await page.GotoAsync("/console/executions/film-r2");

        await window.WaitForStatusAsync("SUCCEEDED");
        await window.WaitForStateAsync("Generate image", "succeeded");
        Assert.Equal("2", await page.Locator("dt:text-is('Attempt') + dd").InnerTextAsync());
        await page.GotoAsync("/console/dead-letters");
        await page.GetByText("None: every prompt became an image").WaitForAsync();
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task The_keyboard_alone_sends_a_prompt_and_picks_a_state()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var window = await browser.OpenAsync(console.Address);
        var page = window.Page;
        await page.GotoAsync("/console");
        await window.TabToAsync("New prompt");
        await page.Keyboard.PressAsync("Enter");
        await window.WaitForPageAsync("/console/new");
        await window.TabToAsync("prompt");
        await page.Keyboard.TypeAsync("A croissant");
        await window.TabToAsync("id");
        await page.Keyboard.TypeAsync("croissant");
        await page.Keyboard.PressAsync("Enter");
        await window.WaitForStatusAsync("SUCCEEDED");
        await window.TabToAsync("Generate image: succeeded");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Generate image" }).WaitForAsync();
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task A_running_execution_is_stopped_from_its_page()
    {
        await using var console = await RunningConsole.StartAsync(holdModel: true);
        await using var window = await browser.OpenAsync(console.Address);
        await console.SendAsync("""{"id":"slow","prompt":"A snail"}""");
        await window.Page.GotoAsync("/console/executions/slow");
        await window.WaitForStateAsync("Generate image", "inprogress");
        await window.ConfirmAsync("Stop", "Stop the execution");
        await window.WaitForStatusAsync("ABORTED");
        await window.WaitForStateAsync("Generate image", "cancelled");
        Assert.Empty(window.Faults);
    }
}
