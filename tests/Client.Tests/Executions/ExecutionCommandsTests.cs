using PromptToImage.Client.Tests.Harness;

namespace PromptToImage.Client.Tests.Executions;

[Collection(nameof(WholePipeline))]
public sealed class ExecutionCommandsTests(WholePipeline pipeline)
{
    [Fact]
    public async Task Status_shows_the_prompts_of_the_file_that_send_wrote()
    {
        var file = pipeline.Folder.Write("few.txt", "A croissant", "A brioche");
        var sent = (await pipeline.RunAsync("send", "--file", file)).EndedWith(0);
        pipeline.Folder.Write("sent.tsv", sent.Lines);
        foreach (var line in sent.Lines)
        {
            (await pipeline.RunAsync("watch", line.Split('\t')[0])).EndedWith(0);
        }

        var json = (await pipeline.RunAsync("status", "--ids", "sent.tsv", "--json")).EndedWith(0).Json;
        Assert.Equal(
            sent.Lines.Select(line => line.Split('\t')[0]),
            json.EnumerateArray().Select(view => view.GetProperty("id").GetString())
        );
        Assert.All(json.EnumerateArray(), view => Assert.Equal("SUCCEEDED", view.GetProperty("status").GetString()));
        Assert.StartsWith("images/", json[0].GetProperty("image").GetProperty("key").GetString(), StringComparison.Ordinal);
        var lines = (await pipeline.RunAsync("status", "--ids", "sent.tsv")).EndedWith(0).Lines;
        Assert.Equal("ID\tSTATUS\tATTEMPT\tSTATE\tSTARTED\tDURATION\tERROR", lines[0]);
        Assert.Contains("\tSUCCEEDED\t1\t", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_is_1_when_a_prompt_has_failed_or_is_unknown()
    {
        (await pipeline.SendAsync("status-1", "Plain nsfw")).EndedWith(1);
        var json = (await pipeline.RunAsync("status", "status-1", "never-sent", "--json")).EndedWith(1).Json;
        Assert.Equal(
            ("FAILED", "ContentFilteredException"),
            (json[0].GetProperty("status").GetString(), json[0].GetProperty("error").GetString())
        );
        Assert.Equal("UNKNOWN", json[1].GetProperty("status").GetString());
        (await pipeline.RunAsync("status", "never-sent")).EndedWith(1);
    }

    [Fact]
    public async Task Watch_writes_every_change_as_json()
    {
        await pipeline.SendAsync("watch-1", "A croissant");
        var last = (await pipeline.RunAsync("watch", "watch-1", "--json")).EndedWith(0).JsonLines[^1];
        Assert.Equal("SUCCEEDED", last.GetProperty("status").GetString());
        Assert.Equal(
            ["Validate prompt", "Generate image", "Store image", "Notify"],
            last.GetProperty("states").EnumerateArray().Select(state => state.GetProperty("name").GetString())
        );
    }

    [Fact]
    public async Task Watch_ends_with_1_when_the_prompt_fails()
    {
        var run = (await pipeline.SendAsync("watch-2", "Plain nsfw")).EndedWith(1);
        Assert.Contains("watch-2 FAILED: ContentFilteredException:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redriven_prompt_runs_again_under_its_id_as_the_next_attempt()
    {
        var model = pipeline.Model;
        try
        {
            (await pipeline.SendAsync("redrive-1", "Plain nsfw")).EndedWith(1);
            var letters = (await pipeline.RunAsync("dead-letters", "--json")).EndedWith(0).Json;
            var letter = Assert.Single(letters.EnumerateArray(), view => view.GetProperty("id").GetString() == "redrive-1");
            Assert.Equal("ContentFilteredException", letter.GetProperty("error").GetString());
            Assert.Equal("Plain nsfw", letter.GetProperty("prompt").GetString());

            pipeline.Model = model with { BlockedWords = [] };
            Assert.Equal("redrive-1\tattempt 2\n", (await pipeline.RunAsync("dead-letters", "redrive", "redrive-1")).EndedWith(0).Output);
            var last = (await pipeline.RunAsync("watch", "redrive-1", "--attempt", "2", "--json")).EndedWith(0).JsonLines[^1];
            Assert.Equal((2, "SUCCEEDED"), (last.GetProperty("attempt").GetInt32(), last.GetProperty("status").GetString()));
            (await pipeline.RunAsync("get", "redrive-1", "--attempt", "2")).EndedWith(0);
        }
        finally
        {
            pipeline.Model = model;
        }
    }

    [Fact]
    public async Task A_redriven_prompt_is_waited_for_and_its_image_downloaded()
    {
        var model = pipeline.Model;
        try
        {
            (await pipeline.SendAsync("redrive-2", "Plain nsfw")).EndedWith(1);
            (await pipeline.RunAsync("dead-letters", "redrive", "redrive-2", "--wait")).EndedWith(1);
            pipeline.Model = model with { BlockedWords = [] };
            var run = (await pipeline.RunAsync("dead-letters", "redrive", "redrive-2", "--wait")).EndedWith(0);
            Assert.Equal(["redrive-2\tattempt 3", "./redrive-2.png"], run.Lines);
        }
        finally
        {
            pipeline.Model = model;
        }
    }

    [Fact]
    public async Task A_prompt_whose_id_belongs_to_another_one_is_redriven_with_another_id()
    {
        await pipeline.SendAsync("redrive-3", "A croissant");
        var conflict = "The id 'redrive-3' belongs to another prompt, so this one becomes a dead letter (RequestIdConflict).";
        var file = pipeline.Folder.Write("conflict.jsonl", """{"prompt":"A brioche","id":"redrive-3"}""", """{"prompt":"A cat"}""");
        var batch = (await pipeline.RunAsync("send", "--file", file, "--wait", "--out", "conflict")).EndedWith(1);
        Assert.Contains(conflict, batch.Error, StringComparison.Ordinal);
        Assert.Single(batch.Lines);

        string letter;
        do
        {
            letter = (await pipeline.RunAsync("dead-letters", "show", "redrive-3")).Output;
        } while (letter.Length == 0);
        Assert.Contains($"dead-letters redrive redrive-3 --as NEWID --local {pipeline.Port}\n", letter, StringComparison.Ordinal);
        var again = (await pipeline.RunAsync("dead-letters", "redrive", "redrive-3", "--wait")).EndedWith(1);
        Assert.Contains(conflict, again.Error, StringComparison.Ordinal);
        do
        {
            letter = (await pipeline.RunAsync("dead-letters", "show", "redrive-3")).Output;
        } while (letter.Length == 0);
        var redriven = await pipeline.RunAsync("dead-letters", "redrive", "redrive-3", "--as", "redrive-4", "--wait", "--json");
        Assert.Equal("redrive-4", redriven.EndedWith(0).Json[0].GetProperty("id").GetString());
        var status = (await pipeline.RunAsync("status", "redrive-4", "--json")).EndedWith(0).Json[0];
        Assert.Equal("A brioche", status.GetProperty("prompt").GetString());
    }

    [Fact]
    public async Task A_running_prompt_is_cancelled_without_a_dead_letter()
    {
        using var held = pipeline.HoldModel();
        (await pipeline.RunAsync("A slow one", "--id", "cancel-1")).EndedWith(0);
        var running = await pipeline.StatusAsync(
            "cancel-1",
            view => view.TryGetProperty("state", out var state) && state.GetString() == "Generate image"
        );
        Assert.Equal("RUNNING", running.GetProperty("status").GetString());
        (await pipeline.RunAsync("get", "cancel-1")).FailedWith(
            2,
            $"cancel-1 is still running. To wait for it: prompt-to-image get cancel-1 --wait --local {pipeline.Port}"
        );
        Assert.Equal("cancel-1\tcancelled\n", (await pipeline.RunAsync("cancel", "cancel-1")).EndedWith(0).Output);
        var again = (await pipeline.RunAsync("cancel", "cancel-1", "--json")).EndedWith(0).Json[0];
        Assert.Equal((false, "ABORTED"), (again.GetProperty("cancelled").GetBoolean(), again.GetProperty("status").GetString()));
        (await pipeline.RunAsync("get", "cancel-1")).FailedWith(
            1,
            "cancel-1 ABORTED: Cancelled: Stopped with prompt-to-image cancel. It was stopped. To try it again, send it again."
        );
    }

    [Fact]
    public async Task A_prompt_that_has_not_started_cannot_be_cancelled()
    {
        (await pipeline.RunAsync("cancel", "never-sent")).FailedWith(
            1,
            "never-sent is unknown: it waits in the queue, or was never sent. A prompt in the queue can be cancelled when it runs."
        );
    }

    [Fact]
    public async Task List_shows_prompts_and_filters_by_status_time_text_and_error()
    {
        await pipeline.SendAsync("list-1", "A croissant");
        await pipeline.SendAsync("list-2", "Plain nsfw\tcroissant");
        Assert.Contains("list-2", await IdsAsync("--status", "failed"));
        Assert.DoesNotContain("list-1", await IdsAsync("--status", "failed"));
        Assert.Contains("list-1", await IdsAsync("--status", "SUCCEEDED", "--since", "1h"));
        Assert.Empty(await IdsAsync("--since", "2100-01-01"));
        Assert.Empty(await IdsAsync("--until", "2000-01-01"));
        Assert.Contains("list-1", await IdsAsync("--since", "1h", "--until", "2100-01-01"));
        Assert.Equal(["list-2"], await IdsAsync("--search", "NSFW\tCrois"));
        Assert.Equal(["list-1"], await IdsAsync("--search", "List-1"));
        Assert.Equal(["list-2"], await IdsAsync("--error", "contentfiltered", "--search", "list-"));
        Assert.Empty(await IdsAsync("--error", "ModelOutputException", "--search", "list-"));
        Assert.Single(await IdsAsync("--limit", "1"));
        var lines = (await pipeline.RunAsync("list")).EndedWith(0).Lines;
        Assert.Equal("ID\tSTATUS\tATTEMPT\tSTARTED\tDURATION\tERROR\tPROMPT", lines[0]);
        var failed = Assert.Single(lines, line => line.StartsWith("list-2\tFAILED\t1\t", StringComparison.Ordinal));
        Assert.Contains("\tContentFilteredException: ", failed, StringComparison.Ordinal);
        Assert.EndsWith("\tPlain nsfw\\tcroissant", failed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_is_the_table_of_events()
    {
        await pipeline.SendAsync("history-1", "Plain nsfw");
        var json = (await pipeline.RunAsync("history", "history-1", "--json")).EndedWith(0).Json;
        Assert.Equal(Enumerable.Range(1, json.GetArrayLength()), json.EnumerateArray().Select(view => view.GetProperty("id").GetInt32()));
        Assert.Equal("ExecutionStarted", json[0].GetProperty("type").GetString());
        Assert.Equal("ExecutionFailed", json[json.GetArrayLength() - 1].GetProperty("type").GetString());
        var lines = (await pipeline.RunAsync("history", "history-1")).EndedWith(0).Lines;
        Assert.Equal("EVENT\tTIME\tAFTER\tTYPE\tDETAIL", lines[0]);
        Assert.Contains(lines, line => line.EndsWith("\tTaskStateEntered\tValidate prompt", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("\tLambdaFunctionFailed\tContentFilteredException: ", StringComparison.Ordinal));
        (await pipeline.RunAsync("history", "never-sent")).FailedWith(
            1,
            "never-sent is unknown: it waits in the queue, or was never sent."
        );
    }

    [Fact]
    public async Task On_a_terminal_lists_are_tables()
    {
        await pipeline.SendAsync("table-1", "A croissant");
        var run = (await pipeline.Client.RunOnTerminalAsync("status", "table-1", "--local", pipeline.Port)).EndedWith(0);
        Assert.Contains("table-1", run.Output, StringComparison.Ordinal);
        Assert.Contains("───", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_narrow_terminal_a_list_is_one_record_per_block_with_every_value()
    {
        await pipeline.SendAsync("narrow-1", "Plain nsfw");
        var run = (await pipeline.Client.RunOnTerminalAsync(80, "status", "narrow-1", "--local", pipeline.Port)).EndedWith(1);
        Assert.Contains("ID        narrow-1\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("STATUS    FAILED\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("ERROR     ContentFilteredException: ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("…", run.Output, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<string?>> IdsAsync(params string[] options)
    {
        var json = (await pipeline.RunAsync(["list", .. options, "--json"])).EndedWith(0).Json;
        return [.. json.EnumerateArray().Select(view => view.GetProperty("id").GetString())];
    }
}
