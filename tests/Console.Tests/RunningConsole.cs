using PromptToImage.Emulation;
using PromptToImage.Emulation.Executions;
using PromptToImage.Emulation.Queues;
using PromptToImage.Runner.Options;
using PromptToImage.Runner.Pipeline;
using PromptToImage.Runner.WebConsole;
using PromptToImage.Runner.WebConsole.Model;

namespace PromptToImage.Console.Tests;

/// <summary>The whole pipeline with its console, in this process, on a free port and a folder of its own.</summary>
public sealed class RunningConsole : IAsyncDisposable
{
    private readonly string _folder;

    private RunningConsole(string folder, LocalPipeline pipeline)
    {
        _folder = folder;
        Pipeline = pipeline;
    }

    public LocalPipeline Pipeline { get; }

    public Uri Address => new(Pipeline.Endpoint, "/console");

    public static async Task<RunningConsole> StartAsync(TimeSpan modelLatency = default)
    {
        var folder = Directory.CreateTempSubdirectory("console-tests-").FullName;
        var shown = new ConsolePipeline();
        var pipeline = await LocalPipeline.StartAsync(
            new RunOptions { Port = 0, DataFolder = folder, ModelLatency = new DurationRange(modelLatency, modelLatency) },
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "statemachine", "prompt-to-image.asl.json")),
            TimeProvider.System,
            services => ConsoleSite.AddServices(services, shown),
            ConsoleSite.Map);
        shown.Show(pipeline);
        return new RunningConsole(folder, pipeline);
    }

    /// <summary>Sends a prompt as any sender does and waits until its execution has ended.</summary>
    public async Task<ExecutionDetails> RunAsync(string message, string name)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = Pipeline.Emulator.Executions.Changes.Subscribe(change =>
        {
            if (change.Execution.Name == name && change.Execution.StopDate is not null)
            {
                ended.TrySetResult();
            }
        });
        await Pipeline.Emulator.Queues.SendAsync(PipelineNames.Queue, new OutgoingMessage(message));
        await ended.Task.WaitAsync(TestContext.Current.CancellationToken);
        return Pipeline.Emulator.Executions.Describe(StatesArn.OfExecution(PipelineNames.StateMachine, name));
    }

    public async ValueTask DisposeAsync()
    {
        await Pipeline.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
