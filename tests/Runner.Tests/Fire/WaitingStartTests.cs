using PromptToImage.Contracts.Flow;
using PromptToImage.Runner.Tests.Processes;

namespace PromptToImage.Runner.Tests.Fire;

/// <summary>The runner is killed while Start holds a message because no execution may start.</summary>
public sealed class WaitingStartTests : IDisposable
{
    private static readonly FirePrompt[] Prompts = [FirePrompt.Make(0), FirePrompt.Make(1)];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_held_message_is_served_at_once_after_the_restart_and_nothing_is_lost()
    {
        await using (var first = Start("--model-latency", "1min"))
        {
            using var client = new RunnerClient(await first.Endpoint);
            await client.SendAsync(Prompts[0].Body);
            await Condition.BecomesTrueAsync(async () => await client.CountAsync("RUNNING") == 1);
            await client.SendAsync(Prompts[1].Body);
            await Condition.BecomesTrueAsync(async () => await client.InFlightAsync() == 1);
            first.Kill();
        }

        await using (var second = Start())
        {
            using var client = new RunnerClient(await second.Endpoint);
            var started = TimeProvider.System.GetTimestamp();
            await Condition.BecomesTrueAsync(client.IsIdleAsync);
            // A message that was not given back would stay hidden for the whole visibility timeout.
            Assert.True(TimeProvider.System.GetElapsedTime(started) < FlowNumbers.VisibilityTimeout / 2);
        }

        Assert.Empty((await Aftermath.OfAsync(_folder.Path, TestContext.Current.CancellationToken)).Faults(Prompts));
    }

    private RunnerProcess Start(params IEnumerable<string> options) =>
        RunnerProcess.Start(["--port", "0", "--data", _folder.Path, "--concurrency", "1", .. options]);
}
