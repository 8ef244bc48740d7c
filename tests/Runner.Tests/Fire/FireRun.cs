using PromptToImage.Runner.Tests.Processes;

namespace PromptToImage.Runner.Tests.Fire;

/// <summary>Sends prompts to a runner that is killed at random moments and started again on the same data folder.</summary>
internal sealed class FireRun(string folder, int seed)
{
    private const int MostPromptsPerLife = 5;

    // Long enough for a prompt to become an image, and short enough to kill the runner in almost any of its steps.
    private const int LongestLifeInMilliseconds = 1_500;

    private readonly Random _random = new(seed);
    private readonly List<FirePrompt> _prompts = [];
    private readonly Queue<FirePrompt> _unacknowledged = new();

    public IReadOnlyList<FirePrompt> Prompts => _prompts;

    public async Task KillAsync(int times, Action<string> progress)
    {
        for (var kill = 0; kill < times; kill++)
        {
            if (kill % 10 == 0)
            {
                progress($"{kill} of {times} kills, {_prompts.Count} prompts sent");
            }

            for (var more = _random.Next(MostPromptsPerLife + 1); more > 0; more--)
            {
                _prompts.Add(FirePrompt.Make(_prompts.Count));
                _unacknowledged.Enqueue(_prompts[^1]);
            }

            await LiveAndDieAsync(whileStarting: _random.Next(5) == 0, TimeSpan.FromMilliseconds(_random.Next(LongestLifeInMilliseconds)));
        }
    }

    /// <summary>Starts the runner a last time and waits until it has finished everything.</summary>
    public async Task FinishAsync()
    {
        await using var runner = Start();
        using var client = new RunnerClient(await runner.Endpoint);
        await SendAsync(client);
        Assert.Empty(_unacknowledged);
        await Condition.BecomesTrueAsync(client.IsIdleAsync);
    }

    private async Task LiveAndDieAsync(bool whileStarting, TimeSpan life)
    {
        await using var runner = Start();
        if (whileStarting)
        {
            await WaitAsync(life);
            return;
        }

        using var client = new RunnerClient(await runner.Endpoint);
        var sending = SendAsync(client);
        await WaitAsync(life);
        runner.Kill();
        await sending;
    }

    /// <summary>Sends until all prompts are acknowledged or the runner is killed. Unacknowledged prompts are sent again.</summary>
    private async Task SendAsync(RunnerClient client)
    {
        try
        {
            while (_unacknowledged.TryPeek(out var prompt))
            {
                await client.SendAsync(prompt.Body);
                _unacknowledged.Dequeue();
            }
        }
        catch (HttpRequestException)
        {
            // The runner was killed. The next one receives the remaining prompts.
        }
    }

    /// <summary>The concurrency is high, so that each kill interrupts many executions and few prompts wait at the end.</summary>
    private RunnerProcess Start() =>
        RunnerProcess.Start(
            "--port",
            "0",
            "--data",
            folder,
            "--model-latency",
            "50ms..300ms",
            "--model-error-rate",
            "5%",
            "--concurrency",
            "50"
        );

    private static Task WaitAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System, TestContext.Current.CancellationToken);
}
