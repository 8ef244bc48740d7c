using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PromptToImage.Client.Tests.Harness;

namespace PromptToImage.Client.Tests.Send;

public sealed class SendFileTests
{
    private const string SendMessageBatch = "AmazonSQS.SendMessageBatch";

    [Fact]
    public async Task Ten_thousand_prompts_are_all_in_the_queue()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        var file = pipeline.Folder.Write("prompts.txt", Prompts(10_000));
        var run = (await pipeline.RunAsync("send", "--file", file)).EndedWith(0);
        Assert.EndsWith("10,000 of 10,000 sent.\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("Sending 5,000 of 10,000\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(10_000, pipeline.Queues.Count(QueuesOnly.Queue).Total);
        Assert.Equal(
            run.Lines.Select(line => line.Split('\t')[0]).Order(StringComparer.Ordinal),
            pipeline.Messages().Select(message => IdOf(message.Body)).Order(StringComparer.Ordinal)
        );
        Assert.Equal(Prompts(10_000), run.Lines.Select(line => line.Split('\t')[1]));
    }

    [Fact]
    public async Task An_interrupted_send_is_repeated_without_duplicates()
    {
        using var gate = Gate.Before(SendMessageBatch, letThrough: 20);
        await using var pipeline = await QueuesOnly.StartAsync(gate);
        var file = pipeline.Folder.Write("prompts.txt", Prompts(10_000));
        string[] command = ["send", "--file", file, "--local", pipeline.Port];

        var interrupted = (await pipeline.Client.RunInterruptedAsync(100, gate.Open, command)).EndedWith(130);
        var sent = interrupted.Lines.Length;
        Assert.InRange(sent, 100, 9_999);
        Assert.EndsWith(
            $"Stopped. {sent:N0} of 10,000 sent. Run the same command again for the rest. Lines that were sent keep their ids and give one image each.\n",
            interrupted.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(sent, pipeline.Queues.Count(QueuesOnly.Queue).Total);

        (await pipeline.Client.RunAsync(command)).EndedWith(0);
        var bodies = pipeline.Messages().Select(message => message.Body).ToList();
        Assert.Equal(10_000 + sent, bodies.Count);
        // The copies are equal, and Start starts one execution for equal messages.
        Assert.Equal(10_000, bodies.Distinct().Count());
        Assert.Equal(10_000, bodies.Select(IdOf).Distinct().Count());
    }

    [Fact]
    public async Task A_resumed_send_sends_only_the_rest()
    {
        using var gate = Gate.Before(SendMessageBatch, letThrough: 20);
        await using var pipeline = await QueuesOnly.StartAsync(gate);
        var file = pipeline.Folder.Write("prompts.txt", Prompts(10_000));
        string[] command = ["send", "--file", file, "--resume", pipeline.Folder["sent.tsv"], "--local", pipeline.Port];

        var interrupted = (await pipeline.Client.RunInterruptedAsync(100, gate.Open, command)).EndedWith(130);
        pipeline.Folder.Write("sent.tsv", interrupted.Lines);
        var resumed = (await pipeline.Client.RunAsync(command)).EndedWith(0);

        Assert.Equal(10_000, interrupted.Lines.Length + resumed.Lines.Length);
        Assert.Equal(10_000, pipeline.Queues.Count(QueuesOnly.Queue).Total);
    }

    [Fact]
    public async Task Entries_of_a_batch_that_the_queue_rejects_are_sent_again()
    {
        var rejected = 0;
        await using var pipeline = await QueuesOnly.StartAsync(async context =>
        {
            if (!Gate.IsCall(context, SendMessageBatch) || Interlocked.Increment(ref rejected) > 3)
            {
                return false;
            }

            using var request = await JsonDocument.ParseAsync(context.Request.Body);
            var failed = request
                .RootElement.GetProperty("Entries")
                .EnumerateArray()
                .Select(entry => new
                {
                    Id = entry.GetProperty("Id").GetString(),
                    Code = "InternalError",
                    Message = "Try again.",
                    SenderFault = false,
                });
            context.Response.ContentType = "application/x-amz-json-1.0";
            await context.Response.WriteAsync(JsonSerializer.Serialize(new { Successful = Array.Empty<string>(), Failed = failed }));
            return true;
        });
        var file = pipeline.Folder.Write("prompts.txt", Prompts(25));
        var run = (await pipeline.RunAsync("send", "--file", file)).EndedWith(0);
        Assert.Equal(25, run.Lines.Length);
        Assert.Equal(25, pipeline.Queues.Count(QueuesOnly.Queue).Total);
    }

    [Fact]
    public async Task A_prompt_that_the_queue_rejects_permanently_is_named()
    {
        await using var pipeline = await QueuesOnly.StartAsync(async context =>
        {
            if (!Gate.IsCall(context, SendMessageBatch))
            {
                return false;
            }

            context.Request.EnableBuffering();
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8, leaveOpen: true);
            var isBad = (await reader.ReadToEndAsync()).Contains("prompt 13", StringComparison.Ordinal);
            context.Request.Body.Position = 0;
            if (!isBad)
            {
                return false;
            }

            context.Response.ContentType = "application/x-amz-json-1.0";
            await context.Response.WriteAsync(
                """{"Successful":[],"Failed":[{"Id":"0","Code":"InvalidMessageContents","Message":"Not this one.","SenderFault":true}]}"""
            );
            return true;
        });
        var file = pipeline.Folder.Write("prompts.txt", ["prompt 13"]);
        var run = (await pipeline.RunAsync("send", "--file", file)).EndedWith(3);
        Assert.Empty(run.Output);
        Assert.Matches("^Not sent: [0-9a-z]{20}\tprompt 13: .*Not this one", run.Error);
        Assert.Contains("0 of 1 sent.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_in_json_lines_override_the_options()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        var file = pipeline.Folder.Write(
            "prompts.jsonl",
            """{"prompt":"A croissant","id":"order-1","seed":7}""",
            "",
            """{"prompt":"A brioche","aspectRatio":"21:9"}"""
        );
        var run = (await pipeline.RunAsync("send", "--file", file, "--aspect-ratio", "16:9", "--json")).EndedWith(0);
        Assert.Equal("order-1", run.JsonLines[0].GetProperty("id").GetString());
        var derived = run.JsonLines[1].GetProperty("id").GetString();
        Assert.Equal(
            [
                """{"id":"order-1","prompt":"A croissant","aspectRatio":"16:9","seed":7}""",
                $$"""{"id":"{{derived}}","prompt":"A brioche","aspectRatio":"21:9"}""",
            ],
            pipeline
                .Messages()
                .Select(message => message.Body)
                .Order(StringComparer.Ordinal)
                .OrderBy(body => !body.Contains("order-1", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Standard_input_may_mix_text_and_json()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        var run = await pipeline.Client.RunWithInputAsync(
            "A croissant\n{\"prompt\":\"A brioche\",\"id\":\"b\"}\n",
            "send",
            "--file",
            "-",
            "--local",
            pipeline.Port
        );
        Assert.Equal("b\tA brioche", run.EndedWith(0).Lines[1]);
        Assert.Equal(2, pipeline.Queues.Count(QueuesOnly.Queue).Total);
    }

    [Fact]
    public async Task A_file_with_an_invalid_line_is_sent_only_with_skip_invalid()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        var file = pipeline.Folder.Write(
            "prompts.jsonl",
            """{"prompt":"A croissant","id":"same"}""",
            """{"prompt":"A brioche","size":3}""",
            "A baguette",
            """{"prompt":"A croissant","id":"same"}"""
        );
        (await pipeline.RunAsync("send", "--file", file)).FailedWith(
            2,
            "line 2: 'size' is no property of a prompt: the properties are prompt, negativePrompt, aspectRatio, seed, outputFormat, id.\n"
                + "line 3: This is not a JSON object. A line of a .jsonl file looks like {\"prompt\": \"A croissant\"}.\n"
                + "line 4: id 'same' is also the id of line 1.\n"
                + "Nothing was sent. Correct these lines, or pass --skip-invalid to send the others."
        );
        Assert.Empty(pipeline.Messages());
        var skipped = (await pipeline.RunAsync("send", "--file", file, "--skip-invalid")).EndedWith(0);
        Assert.Equal(["same\tA croissant"], skipped.Lines);
        Assert.EndsWith("1 of 1 sent. 3 invalid lines skipped.\n", skipped.Error, StringComparison.Ordinal);
        var none = pipeline.Folder.Write("none.jsonl", "A baguette");
        var failed = (await pipeline.RunAsync("send", "--file", none, "--skip-invalid")).EndedWith(2);
        Assert.EndsWith("\nNothing was sent: no line can be sent.\n", failed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_prompts_is_an_error()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        var file = pipeline.Folder.Write("empty.txt", "", " ");
        (await pipeline.RunAsync("send", "--file", file)).FailedWith(2, $"{file} has no prompts. Nothing was sent.");
    }

    [Fact]
    public async Task Equal_lines_are_two_images_and_another_batch_sends_them_as_new_prompts()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        var file = pipeline.Folder.Write("prompts.txt", "A cat", "A cat");
        (await pipeline.RunAsync("send", "--file", file)).EndedWith(0);
        (await pipeline.RunAsync("send", "--file", file, "--batch", "monday")).EndedWith(0);
        Assert.Equal(4, pipeline.Messages().Select(message => IdOf(message.Body)).Distinct().Count());
    }

    [Fact]
    public async Task A_line_inserted_before_others_does_not_change_their_ids()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        var before = (await pipeline.RunAsync("send", "--file", pipeline.Folder.Write("prompts.txt", "A cat", "A dog"))).EndedWith(0);
        var after = (await pipeline.RunAsync("send", "--file", pipeline.Folder.Write("prompts.txt", "A bird", "A cat", "A dog"))).EndedWith(
            0
        );
        Assert.Equal(before.Lines, after.Lines[1..]);
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        var file = pipeline.Folder["none.txt"];
        (await pipeline.RunAsync("send", "--file", file)).FailedWith(2, $"Could not find file '{file}'.");
    }

    [Fact]
    public async Task On_a_terminal_a_progress_bar_goes_to_the_end()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        var file = pipeline.Folder.Write("prompts.txt", Prompts(200));
        var run = (await pipeline.Client.RunOnTerminalAsync("send", "--file", file, "--local", pipeline.Port)).EndedWith(0);
        Assert.Contains("Sending", run.Output, StringComparison.Ordinal);
        Assert.Contains("━━━━━━", run.Output, StringComparison.Ordinal);
        Assert.Contains("100%", run.Output, StringComparison.Ordinal);
        Assert.Contains("200 of 200 sent.", run.Output, StringComparison.Ordinal);
        Assert.Equal(200, pipeline.Queues.Count(QueuesOnly.Queue).Total);
    }

    private static IEnumerable<string> Prompts(int count) => Enumerable.Range(1, count).Select(i => $"prompt {i}");

    private static string IdOf(string body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty("id").GetString()!;
    }
}
