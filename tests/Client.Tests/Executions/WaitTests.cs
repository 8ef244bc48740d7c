using System.Runtime.Versioning;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PromptToImage.Client.Tests.Harness;

namespace PromptToImage.Client.Tests.Executions;

[Collection(nameof(WholePipeline))]
public sealed class WaitTests(WholePipeline pipeline)
{
    private static readonly byte[] PngSignature = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    [Fact]
    public async Task A_prompt_is_followed_state_by_state_and_its_image_downloaded()
    {
        var run = (await pipeline.RunAsync("A croissant", "--id", "wait-1", "--wait")).EndedWith(0);
        Assert.Equal(["wait-1", "./wait-1.png"], run.Lines);
        foreach (var state in (string[])["Validate prompt", "Generate image", "Store image", "Notify"])
        {
            Assert.Contains($"{state}: succeeded\n", run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(
            PngSignature,
            (await File.ReadAllBytesAsync(pipeline.Folder["wait-1.png"], TestContext.Current.CancellationToken))[..4]
        );
        var manifest = JsonSerializer.Deserialize<JsonElement>(
            await File.ReadAllTextAsync(pipeline.Folder["wait-1.manifest.json"], TestContext.Current.CancellationToken)
        );
        Assert.Equal("A croissant", manifest.GetProperty("prompt").GetString());
    }

    [Fact]
    public async Task As_json_the_result_is_one_value()
    {
        var json = (await pipeline.RunAsync("A croissant", "--id", "wait-2", "--wait", "--out", "images/", "--format", "jpeg", "--json"))
            .EndedWith(0)
            .Json;
        Assert.Equal("SUCCEEDED", json.GetProperty("status").GetString());
        Assert.Equal("images/wait-2.jpg", json.GetProperty("image").GetString());
        Assert.Equal("images/wait-2.manifest.json", json.GetProperty("manifest").GetString());
        Assert.True(File.Exists(pipeline.Folder["images/wait-2.jpg"]));
    }

    [Fact]
    public async Task A_prompt_that_fails_says_why_and_offers_no_redrive_that_would_fail_again()
    {
        var run = (await pipeline.RunAsync("Plain nsfw", "--id", "wait-3", "--wait")).EndedWith(1);
        Assert.Equal(["wait-3"], run.Lines);
        var last = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.StartsWith("wait-3 FAILED: ContentFilteredException: ", last, StringComparison.Ordinal);
        Assert.EndsWith(" Change the wording of the prompt and send it again.", last, StringComparison.Ordinal);
        Assert.Contains("Generate image: caught error: ContentFilteredException:", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(pipeline.Folder["wait-3.png"]));

        var json = (await pipeline.RunAsync("Plain nsfw", "--id", "wait-3", "--wait", "--json")).EndedWith(1).Json;
        Assert.Equal("ContentFilteredException", json.GetProperty("error").GetString());
    }

    [Fact]
    public async Task On_a_terminal_the_states_are_redrawn_in_place()
    {
        // The model waits for the second look at the history, which comes after the first was drawn.
        using var gate = pipeline.HoldModel();
        var looks = 0;
        pipeline.BeforeResponse = async context =>
        {
            if (Gate.IsCall(context, "AWSStepFunctions.GetExecutionHistory") && Interlocked.Increment(ref looks) == 2)
            {
                gate.Open();
            }

            await gate.PassAsync(context);
        };
        var run = (await pipeline.Client.RunOnTerminalAsync("A brioche", "--id", "wait-4", "--wait", "--local", pipeline.Port)).EndedWith(
            0
        );
        Assert.Contains("wait-4: SUCCEEDED", run.Output, StringComparison.Ordinal);
        foreach (var state in (string[])["Validate prompt", "Generate image", "Store image", "Notify"])
        {
            Assert.Contains(state, run.Output, StringComparison.Ordinal);
        }

        Assert.Contains("✓", run.Output, StringComparison.Ordinal);
        // Cursor up: the display is redrawn in place.
        Assert.Matches("\u001b\\[\\d*A", run.Output);
        Assert.Contains("./wait-4.png", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_of_another_prompt_is_an_error_at_once()
    {
        await pipeline.SendAsync("wait-5", "A croissant");
        var run = (await pipeline.RunAsync("A brioche", "--id", "wait-5", "--wait")).EndedWith(1);
        Assert.Equal(
            "The id 'wait-5' belongs to another prompt, so this one becomes a dead letter (RequestIdConflict). Send it with another id.\n",
            run.Error
        );
    }

    [Fact]
    public async Task Waiting_can_be_stopped_while_the_prompt_runs()
    {
        using var held = pipeline.HoldModel();
        var run = await pipeline.Client.RunInterruptedAsync(
            1,
            () => { },
            "A slow one",
            "--id",
            "wait-6",
            "--wait",
            "--local",
            pipeline.Port
        );
        Assert.Equal(["wait-6"], run.EndedWith(130).Lines);
        Assert.EndsWith(
            $"Stopped waiting. The pipeline still processes wait-6. To wait again: prompt-to-image get wait-6 --wait --local {pipeline.Port}\n",
            run.Error,
            StringComparison.Ordinal
        );
        await pipeline.StatusAsync("wait-6", status => status.GetProperty("status").GetString() == "RUNNING");
        (await pipeline.RunAsync("cancel", "wait-6")).EndedWith(0);
    }

    [Fact]
    public async Task A_wait_describes_the_execution_only_at_its_start_and_end_and_reads_short_pages()
    {
        using var gate = pipeline.HoldModel();
        var (describes, pages) = (0, new System.Collections.Concurrent.ConcurrentQueue<string>());
        pipeline.BeforeResponse = async context =>
        {
            if (Gate.IsCall(context, "AWSStepFunctions.DescribeExecution"))
            {
                Interlocked.Increment(ref describes);
            }
            else if (Gate.IsCall(context, "AWSStepFunctions.GetExecutionHistory"))
            {
                context.Request.EnableBuffering();
                using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
                pages.Enqueue(await reader.ReadToEndAsync(context.RequestAborted));
                context.Request.Body.Position = 0;
                if (pages.Count == 10)
                {
                    gate.Open();
                }
            }

            await gate.PassAsync(context);
        };
        (await pipeline.RunAsync("A brioche", "--id", "wait-8")).EndedWith(0);
        await pipeline.StatusAsync(
            "wait-8",
            status => status.TryGetProperty("state", out var state) && state.GetString() == "Generate image"
        );
        describes = 0;
        pages.Clear();
        (await pipeline.RunAsync("watch", "wait-8")).EndedWith(0);
        Assert.InRange(pages.Count, 10, int.MaxValue);
        // At least one to find the execution and one for its end.
        Assert.InRange(describes, 2, 4);
        Assert.All(
            pages.Select(page => JsonSerializer.Deserialize<JsonElement>(page)),
            page => Assert.Equal((10, true), (page.GetProperty("maxResults").GetInt32(), page.GetProperty("reverseOrder").GetBoolean()))
        );
    }

    [Fact]
    public async Task A_wait_ends_at_its_time_limit_with_4()
    {
        (await pipeline.RunAsync("watch", "never-sent", "--timeout", "300ms")).EndedWith(4);
        var run = (await pipeline.RunAsync("get", "never-sent", "--wait", "--timeout", "300ms")).EndedWith(4);
        Assert.EndsWith(
            "never-sent has not ended after 300 ms. To wait longer, pass --timeout TIME.\n",
            run.Error,
            StringComparison.Ordinal
        );
        var many = (await pipeline.RunAsync("get", "never-1", "never-2", "--wait", "--timeout", "300ms")).EndedWith(4);
        Assert.Contains("never-2 is unknown", many.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watching_an_attempt_that_does_not_exist_ends()
    {
        await pipeline.SendAsync("wait-9", "A croissant");
        (await pipeline.RunAsync("watch", "wait-9", "--attempt", "2")).FailedWith(
            1,
            "wait-9 has no attempt 2. Its latest attempt is 1, which is SUCCEEDED."
        );
    }

    [Fact]
    public async Task An_existing_file_is_an_error_before_the_prompt_is_sent()
    {
        pipeline.Folder.Write("mine.manifest.json", "mine");
        (await pipeline.RunAsync("A croissant", "--id", "wait-10", "--out", "mine.png")).FailedWith(
            2,
            "mine.manifest.json exists and is another file. To overwrite it, pass --force."
        );
        var status = (await pipeline.RunAsync("status", "wait-10", "--json")).EndedWith(1).Json[0];
        Assert.Equal("UNKNOWN", status.GetProperty("status").GetString());
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task The_image_is_opened_with_the_desktops_program()
    {
        var client = new ClientProgram(pipeline.Folder);
        var viewer = await RecordingViewer.InstallAsync(pipeline.Folder, client);
        (await client.RunAsync("A croissant", "--id", "wait-7", "--open", "--local", pipeline.Port)).EndedWith(0);
        Assert.Equal("./wait-7.png", await viewer.OpenedAsync());
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task An_image_is_opened_by_its_id_from_a_temporary_folder()
    {
        await pipeline.SendAsync("open-1", "A croissant");
        var client = new ClientProgram(pipeline.Folder);
        var viewer = await RecordingViewer.InstallAsync(pipeline.Folder, client);
        client.Environment["TMPDIR"] = Directory.CreateDirectory(pipeline.Folder["temporary"]).FullName;
        var path = (await client.RunAsync("open", "open-1", "--local", pipeline.Port)).EndedWith(0).Output.TrimEnd();
        Assert.Equal(path, await viewer.OpenedAsync());
        Assert.Matches("/temporary/prompt-to-image-[^/]+/open-1.png$", path);
        Assert.True(File.Exists(path));
        Assert.False(File.Exists(pipeline.Folder["open-1.png"]));
    }
}
