using Microsoft.AspNetCore.Builder;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.Contracts;
using PromptToImage.Pipeline;
using PromptToImage.Pipeline.Options;
using PromptToImage.WebConsole.Model;

namespace PromptToImage.WebConsole.Tests;

/// <summary>The whole pipeline with its console in this process, on a free port and a temporary folder.</summary>
public sealed class RunningConsole : IAsyncDisposable
{
    private readonly string _folder;
    private readonly TaskCompletionSource _modelMayDraw;

    private RunningConsole(string folder, LocalPipeline pipeline, TaskCompletionSource modelMayDraw)
    {
        _folder = folder;
        _modelMayDraw = modelMayDraw;
        Pipeline = pipeline;
    }

    public LocalPipeline Pipeline { get; }

    public PipelineResources Resources => Pipeline.Resources;

    public Uri Address => new(Pipeline.Endpoint, "/console");

    /// <param name="holdModel">Holds every call of the model until <see cref="ReleaseModel"/>, so that executions keep running.</param>
    /// <param name="options">The options of the run; null for the defaults.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public static async Task<RunningConsole> StartAsync(bool holdModel = false, RunOptions? options = null, TimeProvider? time = null)
    {
        var modelMayDraw = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!holdModel)
        {
            modelMayDraw.SetResult();
        }

        var folder = Directory.CreateTempSubdirectory("console-tests-").FullName;
        var shown = new ConsolePipeline();
        var pipeline = await LocalPipeline.StartAsync(
            (options ?? new()) with
            {
                Port = 0,
                DataFolder = folder,
            },
            time ?? TimeProvider.System,
            configureServices: services => ConsoleSite.AddServices(services, shown),
            configureApplication: app =>
            {
                app.Use(
                    async (context, next) =>
                    {
                        if (context.Request.Path.StartsWithSegments("/model"))
                        {
                            await modelMayDraw.Task.WaitAsync(context.RequestAborted);
                        }

                        await next(context);
                    }
                );
                ConsoleSite.Map(app);
            }
        );
        shown.Show(pipeline);
        return new RunningConsole(folder, pipeline, modelMayDraw);
    }

    public void ReleaseModel() => _modelMayDraw.TrySetResult();

    /// <summary>Sends a prompt to the queue.</summary>
    public Task SendAsync(string message) => Pipeline.Emulator.Queues.SendAsync(Resources.Queue, new OutgoingMessage(message));

    /// <summary>Adds a dead letter of a first attempt.</summary>
    public Task AddDeadLetterAsync(string id, string message, string error) =>
        Pipeline.Emulator.Queues.SendAsync(
            Resources.DeadLetterQueue,
            new OutgoingMessage(message)
            {
                Attributes = new Dictionary<string, QueueMessageAttribute>
                {
                    [MessageAttributeNames.RequestId] = QueueMessageAttribute.Text(id),
                    [MessageAttributeNames.Attempt] = QueueMessageAttribute.Number(2),
                    [MessageAttributeNames.Error] = QueueMessageAttribute.Text(error),
                },
            }
        );

    /// <summary>Sends a prompt and waits until its execution has ended.</summary>
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
        await SendAsync(message);
        await ended.Task.WaitAsync(TestContext.Current.CancellationToken);
        return Pipeline.Emulator.Executions.Describe(StatesArn.ForExecution(Resources.StateMachine, name));
    }

    /// <summary>From now on, the model blocks no prompt.</summary>
    public void BlockNothing() => Pipeline.Model.Options = Pipeline.Model.Options with { BlockedWords = [] };

    public async ValueTask DisposeAsync()
    {
        ReleaseModel();
        await Pipeline.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
