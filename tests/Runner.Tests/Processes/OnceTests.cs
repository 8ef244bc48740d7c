using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace PromptToImage.Runner.Tests.Processes;

/// <summary>The option <c>--once</c>: one prompt with one command.</summary>
public sealed class OnceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_same_prompt_and_seed_give_the_same_image_under_another_id_and_end_with_0()
    {
        var first = await StoredAsync("first");
        var second = await StoredAsync("second");
        Assert.Equal(first, second);
        Assert.Equal(
            (1024u, 1024u),
            (BinaryPrimitives.ReadUInt32BigEndian(first.AsSpan(16)), BinaryPrimitives.ReadUInt32BigEndian(first.AsSpan(20)))
        );
    }

    [Fact]
    public async Task A_blocked_prompt_becomes_a_dead_letter_and_ends_with_1()
    {
        var outcome = await RunAsync("nsfw");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("ContentFilteredException", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("ContentFilteredException", await OnlyMailAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_that_is_rejected_before_it_runs_also_ends_with_1()
    {
        var outcome = await RunAsync(new string('"', 131_000));
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("rejected before an execution started", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Shorten the message", await OnlyMailAsync(), StringComparison.Ordinal);
    }

    private async Task<byte[]> StoredAsync(string id)
    {
        var outcome = await RunAsync($$"""{"id":"{{id}}","prompt":"Me on top of a pyramid","seed":7}""");
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Errors);
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Named("manifest", outcome), TestContext.Current.CancellationToken))!;
        Assert.Equal(id, manifest["id"]!.GetValue<string>());
        return await File.ReadAllBytesAsync(Named("image", outcome), TestContext.Current.CancellationToken);
    }

    private static string Named(string what, RunnerOutcome outcome) =>
        outcome.Output.Split('\n').Single(line => line.StartsWith(what + " ", StringComparison.Ordinal))[what.Length..].Trim();

    private async Task<string> OnlyMailAsync() =>
        await File.ReadAllTextAsync(
            Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "mail"), "*.eml", SearchOption.AllDirectories)),
            TestContext.Current.CancellationToken
        );

    private Task<RunnerOutcome> RunAsync(string prompt) => RunnerProcess.RunAsync("--port", "0", "--data", _folder.Path, "--once", prompt);
}
