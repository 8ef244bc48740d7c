using System.Text.Json;
using Microsoft.Playwright;
using PromptToImage.WebConsole.Model;

namespace PromptToImage.WebConsole.Tests;

public sealed class HostileTextTests(Browser browser)
{
    public static TheoryData<string> Prompts =>
        new(
            "<script>alert(1)</script><img src=x onerror=alert(2)><b>bold</b>",
            "'\" onmouseover=alert(1) </textarea></pre><iframe src=https://example.com>",
            "\u202Eright to left\u2066 and \u200Fnever closed",
            new string('W', 10_000)
        );

    [Theory]
    [MemberData(nameof(Prompts))]
    public async Task A_prompt_is_shown_as_text_on_every_page(string prompt)
    {
        await using var console = await RunningConsole.StartAsync();
        await using var window = await browser.OpenAsync(
            console.Address,
            new()
            {
                ViewportSize = new() { Width = 380, Height = 800 },
            }
        );
        await console.RunAsync(JsonSerializer.Serialize(new { id = "fine", prompt }), "fine");
        await console.RunAsync(
            JsonSerializer.Serialize(new { id = "blocked", prompt = prompt[..Math.Min(prompt.Length, 9_990)] + " gore" }),
            "blocked"
        );
        foreach (var path in ConsolePages.All("fine", "blocked"))
        {
            await window.Page.GotoAsync(path);
            await window.Page.Locator("h1").WaitForAsync();
            Assert.DoesNotContain('\u202E', await window.Page.Locator("html").InnerTextAsync());
            Assert.Equal(0, await window.Page.Locator("main script, main b, main iframe, main [onerror], main [onmouseover]").CountAsync());
            Assert.True(
                await window.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"),
                $"{path} is wider than a phone"
            );
        }

        await window.Page.GotoAsync("/console");
        var shown = await window
            .Page.Locator("tr", new() { Has = window.Page.GetByRole(AriaRole.Link, new() { Name = "fine" }) })
            .Locator(".prompt")
            .TextContentAsync();
        Assert.StartsWith(DisplayFormat.Visible(prompt[..Math.Min(prompt.Length, 60)]), shown, StringComparison.Ordinal);
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task A_name_with_a_character_that_changes_the_direction_of_text_is_shown_escaped()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var window = await browser.OpenAsync(console.Address);
        var name = "film\u202Egnp";
        await console.Pipeline.Emulator.Executions.StartAsync(console.Resources.StateMachineArn, name, "{}");
        foreach (var path in (string[])["/console", $"/console/executions/{Uri.EscapeDataString(name)}"])
        {
            await window.Page.GotoAsync(path);
            var text = await window.Page.Locator("html").InnerTextAsync();
            Assert.Contains(@"film\u202egnp", text, StringComparison.Ordinal);
            Assert.DoesNotContain('\u202E', text);
        }
    }
}
