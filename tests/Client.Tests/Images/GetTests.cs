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
            await File.ReadAllTextAsync(pipeline.Folder["pyramid.json"], TestContext.Current.CancellationToken)
        );
        var image = await File.ReadAllBytesAsync(pipeline.Folder["pyramid.png"], TestContext.Current.CancellationToken);
        Assert.Equal(manifest.GetProperty("image").GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(image)));
    }

    [Fact]
    public async Task Many_images_go_into_a_folder_and_failures_do_not_keep_the_rest_from_coming()
    {
        await pipeline.SendAsync("get-2", "A croissant");
        await pipeline.SendAsync("get-3", "Plain nsfw");
        await pipeline.SendAsync("get-4", "A brioche", "--format", "jpeg");
        var run = (await pipeline.RunAsync("get", "get-2", "get-3", "get-4", "--out", "all/", "--json")).EndedWith(1);
        Assert.Equal(["all/get-2.png", "all/get-4.jpg"], run.Json.EnumerateArray().Select(view => view.GetProperty("image").GetString()));
        Assert.StartsWith("get-3 FAILED: ContentFilteredException: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(
            ["get-2.json", "get-2.png", "get-4.jpg", "get-4.json"],
            Directory.GetFiles(pipeline.Folder["all"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Get_waits_when_asked_to()
    {
        (await pipeline.RunAsync("A croissant", "--id", "get-5")).EndedWith(0);
        Assert.Equal("./get-5.png\n", (await pipeline.RunAsync("get", "get-5", "--wait")).EndedWith(0).Output);
    }

    [Fact]
    public async Task By_its_executions_arn_a_prompt_is_found_too()
    {
        await pipeline.SendAsync("get-6", "A croissant");
        (await pipeline.RunAsync("get", "arn:aws:states:us-east-1:000000000000:execution:prompt-to-image:get-6")).EndedWith(0);
        Assert.True(File.Exists(pipeline.Folder["get-6.png"]));
    }

    [Fact]
    public async Task What_cannot_be_fetched_is_said_with_what_to_do()
    {
        (await pipeline.RunAsync("get", "never-sent")).FailedWith(
            2,
            $"never-sent has not started: it waits in the queue, or was never sent. To wait for it: prompt-to-image get never-sent --wait --local {pipeline.Port}"
        );
        (await pipeline.RunAsync("get", "a", "b", "--out", "one.png")).FailedWith(
            2,
            "2 images do not go into one file: end --out in '/' to name a folder."
        );
        await pipeline.SendAsync("get-7", "A croissant");
        (await pipeline.RunAsync("get", "get-7", "--bucket", "another")).EndedWith(3);
    }
}
