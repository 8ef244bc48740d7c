using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.Pipeline;
using PromptToImage.Pipeline.Options;
using PromptToImage.Runner.Commands;
using PromptToImage.Runner.Display;
using Spectre.Console;

namespace PromptToImage.Runner.Tests.Commands;

public sealed class PipelineRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Following_a_prompt_leaves_no_subscription()
    {
        var options = new RunOptions { Port = 0, DataFolder = _folder.Path };
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var pipeline = await LocalPipeline.StartAsync(options, TimeProvider.System);
        var display = new RunDisplay(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) }), false);
        var before = Subscriptions(pipeline.Emulator.Executions.Changes);
        var run = new PipelineRun(options, profile: null, display, NullLoggerFactory.Instance, TimeProvider.System);
        Assert.True(await run.FollowAsync(pipeline, "A croissant", cancellationToken));
        Assert.Equal(before, Subscriptions(pipeline.Emulator.Executions.Changes));
    }

    private static int Subscriptions(ExecutionFeed feed) =>
        ((ImmutableArray<Action<ExecutionChange>>)
            typeof(ExecutionFeed).GetField("_listeners", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(feed)!).Length;
}
