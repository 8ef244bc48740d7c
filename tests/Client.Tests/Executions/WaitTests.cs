using System.Runtime.Versioning;
using System.Text.Json;
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
            await File.ReadAllTextAsync(pipeline.Folder["wait-1.json"], TestContext.Current.CancellationToken)
        );
        Assert.Equal("A croissant", manifest.GetProperty("prompt").GetString());
    }

    [Fact]
    public async Task As_json_the_end_is_one_value()
    {
        var json = (await pipeline.RunAsync("A croissant", "--id", "wait-2", "--wait", "--out", "images/", "--format", "jpeg", "--json"))
            .EndedWith(0)
            .Json;
        Assert.Equal("SUCCEEDED", json.GetProperty("status").GetString());
        Assert.Equal("images/wait-2.jpg", json.GetProperty("image").GetString());
        Assert.Equal("images/wait-2.json", json.GetProperty("manifest").GetString());
        Assert.True(File.Exists(pipeline.Folder["images/wait-2.jpg"]));
    }

    [Fact]
    public async Task A_prompt_that_fails_says_why_and_how_to_try_it_again()
    {
        var run = (await pipeline.RunAsync("Plain nsfw", "--id", "wait-3", "--wait")).EndedWith(1);
        Assert.Equal(["wait-3"], run.Lines);
        var last = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.StartsWith("wait-3 FAILED: ContentFilteredException: ", last, StringComparison.Ordinal);
        Assert.EndsWith(
            $" To try it again: prompt-to-image dead-letters redrive wait-3 --local {pipeline.Port}",
            last,
            StringComparison.Ordinal
        );
        Assert.Contains("Generate image: caught error: ContentFilteredException:", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(pipeline.Folder["wait-3.png"]));

        var json = (await pipeline.RunAsync("Plain nsfw", "--id", "wait-3", "--wait", "--json")).EndedWith(1).Json;
        Assert.Equal("ContentFilteredException", json.GetProperty("error").GetString());
    }

    [Fact]
    public async Task On_a_terminal_the_states_are_drawn_and_drawn_over()
    {
        // The second look at the history comes after the first was drawn; the prompt goes on only then, so that there is something to draw over.
        using var gate = pipeline.HoldModel();
        var looks = 0;
        pipeline.BeforeAnswer = async context =>
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
    public async Task An_id_of_another_prompt_is_told_at_once()
    {
        await pipeline.SendAsync("wait-5", "A croissant");
        var run = (await pipeline.RunAsync("A brioche", "--id", "wait-5", "--wait")).EndedWith(1);
        Assert.Equal(
            "The id 'wait-5' is taken by another prompt, so this one becomes a dead letter (RequestIdConflict). Send it with an id of its own.\n",
            run.Error
        );
    }

    [Fact]
    public async Task Waiting_can_be_stopped_and_the_prompt_goes_on()
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
            $"Stopped waiting; wait-6 goes on. To see it end: prompt-to-image get wait-6 --wait --local {pipeline.Port}\n",
            run.Error,
            StringComparison.Ordinal
        );
        await pipeline.StatusAsync("wait-6", status => status.GetProperty("status").GetString() == "RUNNING");
        (await pipeline.RunAsync("cancel", "wait-6")).EndedWith(0);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task The_image_is_opened_with_the_desktops_own_program()
    {
        var opener = pipeline.Folder["xdg-open"];
        await File.WriteAllTextAsync(opener, "#!/bin/sh\necho \"$1\" > \"$0.opened\"\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(opener, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var client = new ClientProgram(pipeline.Folder);
        client.Environment["PATH"] = $"{pipeline.Folder.Path}:/usr/bin:/bin";
        (await client.RunAsync("A croissant", "--id", "wait-7", "--open", "--local", pipeline.Port)).EndedWith(0);
        // The viewer is a process of its own, which nobody waits for.
        while (
            !File.Exists($"{opener}.opened")
            || (await File.ReadAllTextAsync($"{opener}.opened", TestContext.Current.CancellationToken)).Length == 0
        )
        {
            await Task.Yield();
        }

        Assert.Equal("./wait-7.png\n", await File.ReadAllTextAsync($"{opener}.opened", TestContext.Current.CancellationToken));
    }
}
