using System.Net;
using System.Text.RegularExpressions;

namespace PromptToImage.WebConsole.Tests;

public sealed partial class FormSafetyTests
{
    [Theory]
    [InlineData("send")]
    [InlineData("stop")]
    [InlineData("redrive")]
    [InlineData("start")]
    [InlineData("dead-letters")]
    [InlineData("filter")]
    public async Task A_form_of_another_site_is_rejected(string action)
    {
        await using var console = await RunningConsole.StartAsync();
        using var client = new HttpClient { BaseAddress = console.Address };
        using var form = new FormUrlEncodedContent([
            new("prompt", "A croissant"),
            new("words", ""),
            new("__RequestVerificationToken", "forged"),
        ]);
        using var response = await client.PostAsync($"/console/actions/{action}", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(0, console.Pipeline.Emulator.Queues.Count(console.Resources.Queue).Total);
        Assert.NotEmpty(console.Pipeline.Model.Options.BlockedWords);
    }

    [Fact]
    public async Task Every_page_has_a_policy_that_blocks_external_resources()
    {
        await using var console = await RunningConsole.StartAsync();
        using var client = new HttpClient { BaseAddress = console.Address };
        foreach (var path in ConsolePages.All("never-sent"))
        {
            using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);
            var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.DoesNotMatch(Elsewhere(), policy);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        }
    }

    [GeneratedRegex(@"https?:|\*")]
    private static partial Regex Elsewhere();
}
