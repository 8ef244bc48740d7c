using System.Security.Cryptography;
using System.Text.Json;
using PromptToImage.Client.Tests.Harness;

namespace PromptToImage.Client.Tests.Images;

[Collection(nameof(WholePipeline))]
public sealed class GetTests(WholePipeline pipeline)
{
    [Fact]
    public async Task An_image_and_its_manifest_are_fetched_under_the_name_given()
    {
        await pipeline.SendAsync("get-1", "A croissant");
        Assert.Equal("pyramid.png\n", (await pipeline.RunAsync("get", "get-1", "--out", "pyramid.png")).EndedWith(0).Output);
        var manifest = JsonSerializer.Deserialize<JsonElement>(
            await File.ReadAllTextAsync(pipeline.Folder["pyramid.manifest.json"], TestContext.Current.CancellationToken)
        );
        var image = await File.ReadAllBytesAsync(pipeline.Folder["pyramid.png"], TestContext.Current.CancellationToken);
        Assert.Equal(manifest.GetProperty("image").GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(image)));
    }

    [Fact]
    public async Task A_failed_prompt_does_not_stop_the_download_of_the_others()
    {
        await pipeline.SendAsync("get-2", "A croissant");
        await pipeline.SendAsync("get-3", "Plain nsfw");
        await pipeline.SendAsync("get-4", "A brioche", "--format", "jpeg");
        var run = (await pipeline.RunAsync("get", "get-2", "get-3", "get-4", "--out", "all/", "--json")).EndedWith(1);
        Assert.Equal(["all/get-2.png", "all/get-4.jpg"], run.Json.EnumerateArray().Select(view => view.GetProperty("image").GetString()));
        Assert.Contains("get-3 FAILED: ContentFilteredException: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(
            ["get-2.manifest.json", "get-2.png", "get-4.jpg", "get-4.manifest.json"],
            Directory.GetFiles(pipeline.Folder["all"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Another_file_is_overwritten_only_with_force()
    {
        await pipeline.SendAsync("get-8", "A croissant");
        pipeline.Folder.Write("package.json", "mine");
        (await pipeline.RunAsync("get", "get-8", "--out", "package.png")).EndedWith(0);
        // The same image again is not another file.
        (await pipeline.RunAsync("get", "get-8", "--out", "package.png")).EndedWith(0);
        Assert.Equal("mine\n", await File.ReadAllTextAsync(pipeline.Folder["package.json"], TestContext.Current.CancellationToken));
        pipeline.Folder.Write("package.png", "mine");
        (await pipeline.RunAsync("get", "get-8", "--out", "package.png")).FailedWith(
            2,
            "package.png exists and is another file. To overwrite it, pass --force."
        );
        (await pipeline.RunAsync("get", "get-8", "--out", "package.png", "--force")).EndedWith(0);
    }

    [Fact]
    public async Task Waiting_for_a_batch_writes_one_line_per_id_to_a_pipe()
    {
        var file = pipeline.Folder.Write("batch.txt", [.. Enumerable.Range(0, 12).Select(i => $"Croissant {i}"), "Plain nsfw"]);
        var run = (await pipeline.RunAsync("send", "--file", file, "--wait", "--out", "made")).EndedWith(1);
        Assert.Equal(12, run.Lines.Length);
        Assert.All(run.Lines, line => Assert.True(File.Exists(pipeline.Folder[line]), line));
        var errors = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, errors.Length);
        Assert.Equal("13 of 13 sent.", errors[0]);
        Assert.Contains(" FAILED: ContentFilteredException: ", errors[1], StringComparison.Ordinal);
        Assert.StartsWith("12 of 13 images, 1 failed, ", errors[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_waits_when_asked_to()
    {
        (await pipeline.RunAsync("A croissant", "--id", "get-5")).EndedWith(0);
        Assert.Equal("./get-5.png\n", (await pipeline.RunAsync("get", "get-5", "--wait")).EndedWith(0).Output);
    }

    [Fact]
    public async Task A_prompt_is_also_found_by_its_executions_arn()
    {
        await pipeline.SendAsync("get-6", "A croissant");
        (await pipeline.RunAsync("get", "arn:aws:states:us-east-1:000000000000:execution:prompt-to-image:get-6")).EndedWith(0);
        Assert.True(File.Exists(pipeline.Folder["get-6.png"]));
    }

    [Fact]
    public async Task An_image_that_cannot_be_downloaded_is_an_error_that_says_what_to_do()
    {
        (await pipeline.RunAsync("get", "never-sent")).FailedWith(
            1,
            $"never-sent is unknown: it waits in the queue, or was never sent. To wait for it: prompt-to-image get never-sent --wait --local {pipeline.Port}"
        );
        (await pipeline.RunAsync("get", "a", "b", "--out", "one.png")).FailedWith(
            2,
            "2 images cannot be one file. To name a folder, end --out with '/'."
        );
        await pipeline.SendAsync("get-7", "A croissant");
        (await pipeline.RunAsync("get", "get-7", "--bucket", "another")).EndedWith(3);
    }
}
