using System.Net;
using System.Text.RegularExpressions;

namespace PromptToImage.WebConsole.Tests;

/// <summary>Actions without a browser: the forms' posts and the pages that follow them.</summary>
public sealed partial class ActionTests
{
    [Fact]
    public async Task Redrive_all_sends_each_dead_letter_once_although_each_fails_again()
    {
        const int Letters = 26;
        await using var console = await RunningConsole.StartAsync();
        var queues = console.Pipeline.Emulator.Queues;
        for (var i = 0; i < Letters; i++)
        {
            await console.AddDeadLetterAsync($"letter-{i}", $"{i} with gore", "ModelUnavailableException");
        }

        await console.AddDeadLetterAsync("final", "It would be blocked again", "ContentFilteredException");

        using var client = new HttpClient { BaseAddress = console.Address };
        var page = await PostAsync(client, "/console/dead-letters", "dead-letters", []);
        Assert.Contains("26 dead letters were sent to the queue again.", page, StringComparison.Ordinal);
        await Condition.BecomesTrueAsync(() =>
            Task.FromResult(
                queues.Count(console.Resources.DeadLetterQueue).Visible == Letters + 1
                && queues.Count(console.Resources.Queue).Total == 0
            )
        );
        Assert.Equal(Letters, console.Pipeline.Emulator.Executions.Count(console.Resources.StateMachine).Values.Sum());
    }

    [Fact]
    public async Task A_prompt_with_the_id_of_another_one_is_reported_as_a_dead_letter()
    {
        await using var console = await RunningConsole.StartAsync();
        using var client = new HttpClient { BaseAddress = console.Address };
        await console.RunAsync("""{"id":"taken","prompt":"A croissant"}""", "taken");
        var page = await PostAsync(client, "/console/new", "send", [new("prompt", "A brioche"), new("id", "taken")]);
        Assert.Contains("this prompt becomes a dead letter (RequestIdConflict)", page, StringComparison.Ordinal);
        Assert.Contains("<h1>Dead letters</h1>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_letter_that_would_fail_again_says_what_to_do_instead()
    {
        await using var console = await RunningConsole.StartAsync();
        using var client = new HttpClient { BaseAddress = console.Address };
        foreach (var error in (string[])["InvalidPromptException", "ContentFilteredException", "MessageTooLarge", "RequestIdConflict"])
        {
            await console.AddDeadLetterAsync("letter", "A croissant", error);
        }

        await console.RunAsync("""{"id":"film","prompt":"Only gore"}""", "film");
        var page = await client.GetStringAsync(new Uri("/console/dead-letters", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(5, page.Split("<p class=\"advice\">").Length - 1);
        Assert.Contains("Change the wording of the prompt and send it again.", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">Redrive</button>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Redrive all", page, StringComparison.Ordinal);
        page = await client.GetStringAsync(new Uri("/console/executions/film", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("Change the wording of the prompt and send it again.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Redrive its dead letter", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/console/executions", HttpStatusCode.OK)]
    [InlineData("/console/executions/", HttpStatusCode.OK)]
    [InlineData("/console/executions/a/b", HttpStatusCode.OK)]
    [InlineData("/console/nothing", HttpStatusCode.NotFound)]
    [InlineData("/console/?status=nothing&after=x", HttpStatusCode.OK)]
    [InlineData("/console/mailbox?before=x", HttpStatusCode.OK)]
    [InlineData("/console?done=redriven&count=many", HttpStatusCode.OK)]
    public async Task Every_address_gives_a_page_of_the_console(string address, HttpStatusCode status)
    {
        await using var console = await RunningConsole.StartAsync();
        using var client = new HttpClient { BaseAddress = console.Address };
        using var response = await client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(status, response.StatusCode);
        Assert.Contains(
            "<nav aria-label=\"Main\">",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    /// <summary>Posts a form with the token of the page that has it.</summary>
    private static async Task<string> PostAsync(
        HttpClient client,
        string page,
        string action,
        IEnumerable<KeyValuePair<string, string>> fields
    )
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var html = await client.GetStringAsync(new Uri(page, UriKind.Relative), cancellationToken);
        using var form = new FormUrlEncodedContent([
            .. fields,
            new("__RequestVerificationToken", WebUtility.HtmlDecode(Token().Match(html).Groups[1].Value)),
        ]);
        using var response = await client.PostAsync(new Uri($"/console/actions/{action}", UriKind.Relative), form, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
