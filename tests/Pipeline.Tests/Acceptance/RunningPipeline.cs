using PromptToImage.AwsEmulator;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.Contracts;
using PromptToImage.Pipeline.Options;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Pipeline.Tests.Acceptance;

/// <summary>The whole pipeline in this process, in a temporary folder.</summary>
internal sealed class RunningPipeline : IAsyncDisposable
{
    private static readonly string Definition = Path.Combine(AppContext.BaseDirectory, "statemachine", "prompt-to-image.asl.json");

    private readonly TemporaryFolder _folder;
    private readonly LocalPipeline _pipeline;

    private RunningPipeline(TemporaryFolder folder, LocalPipeline pipeline)
    {
        _folder = folder;
        _pipeline = pipeline;
    }

    public Emulator Emulator => _pipeline.Emulator;

    public string Folder => _folder.Path;

    public IReadOnlyList<BrowsedMessage> DeadLetters => Emulator.Queues.Browse(PipelineNames.DeadLetterQueue, int.MaxValue);

    public static async Task<RunningPipeline> StartAsync(RunOptions? options = null)
    {
        var folder = new TemporaryFolder();
        var definition = await File.ReadAllTextAsync(Definition, TestContext.Current.CancellationToken);
        return new RunningPipeline(
            folder,
            await LocalPipeline.StartAsync(
                (options ?? new RunOptions()) with
                {
                    Port = 0,
                    DataFolder = folder.Path,
                },
                definition,
                TimeProvider.System
            )
        );
    }

    public Task SendAsync(string body) => Emulator.Queues.SendAsync(PipelineNames.Queue, new OutgoingMessage(body));

    /// <summary>Waits until the queue is empty and no execution runs.</summary>
    public Task FinishAsync() =>
        Condition.BecomesTrueAsync(() => Emulator.Queues.Count(PipelineNames.Queue).Total == 0 && Count(ExecutionStatus.Running) == 0);

    public long Count(ExecutionStatus status) => Emulator.Executions.Count(PipelineNames.StateMachine).GetValueOrDefault(status);

    public static string? Attribute(BrowsedMessage letter, string name) =>
        letter.Attributes.TryGetValue(name, out var value) ? value.StringValue : null;

    public static string? ErrorOf(BrowsedMessage letter) => Attribute(letter, MessageAttributeNames.Error);

    public async ValueTask DisposeAsync()
    {
        await _pipeline.DisposeAsync();
        _folder.Dispose();
    }
}
