using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.Pipeline;
using PromptToImage.Pipeline.Options;

namespace PromptToImage.Client.Tests.Harness;

/// <summary>The pipeline without the mapping of its queue, so that sent messages can be counted.</summary>
public sealed class QueuesOnly : IAsyncDisposable
{
    public const string Queue = "prompt-to-image";
    public const string DeadLetterQueue = "prompt-to-image-dead-letters";

    private readonly LocalPipeline _pipeline;

    private QueuesOnly(LocalPipeline pipeline, TemporaryFolder folder)
    {
        _pipeline = pipeline;
        Folder = folder;
        Client = new ClientProgram(folder);
    }

    public TemporaryFolder Folder { get; }

    /// <summary>The client, without connection options; see <see cref="RunAsync"/>.</summary>
    public ClientProgram Client { get; }

    public QueueService Queues => _pipeline.Emulator.Queues;

    public string Port => _pipeline.Endpoint.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <param name="response">Can answer a request instead of the emulator; returns whether it did.</param>
    /// <param name="time">The emulator's clock; null is the system clock.</param>
    public static async Task<QueuesOnly> StartAsync(Func<HttpContext, Task<bool>>? response = null, TimeProvider? time = null)
    {
        var folder = new TemporaryFolder();
        var template = LocalTemplate.Committed();
        template.Properties("AWS::Lambda::EventSourceMapping").Single()["Enabled"] = false;
        var pipeline = await LocalPipeline.StartAsync(
            new RunOptions { DataFolder = folder["data"], Port = 0 },
            time ?? TimeProvider.System,
            configureApplication: app =>
                app.Use(
                    async (context, next) =>
                    {
                        if (response is null || !await response(context))
                        {
                            await next(context);
                        }
                    }
                ),
            template: template
        );
        return new QueuesOnly(pipeline, folder);
    }

    /// <summary>An emulator whose requests pass a gate.</summary>
    public static Task<QueuesOnly> StartAsync(Gate gate)
    {
        return StartAsync(async context =>
        {
            await gate.PassAsync(context);
            return false;
        });
    }

    /// <summary>Runs the program with <c>--local PORT</c>.</summary>
    public Task<ClientRun> RunAsync(params IEnumerable<string> arguments)
    {
        return Client.RunAsync([.. arguments, "--local", Port]);
    }

    public IReadOnlyList<BrowsedMessage> Messages(string queue = Queue)
    {
        return Queues.Browse(queue, int.MaxValue);
    }

    public async Task AddDeadLetterAsync(
        string body,
        string? id,
        int attempt = 2,
        string error = "ContentFilteredException",
        string cause = "The model filters that prompt."
    )
    {
        var attributes = new Dictionary<string, QueueMessageAttribute>();
        if (id is not null)
        {
            attributes["RequestId"] = QueueMessageAttribute.Text(id);
            attributes["Attempt"] = QueueMessageAttribute.Number(attempt);
            attributes["Error"] = QueueMessageAttribute.Text(error);
            attributes["Failure"] = QueueMessageAttribute.Text(FailureOf(error, cause));
            attributes["ExecutionArn"] = QueueMessageAttribute.Text($"arn:aws:states:us-east-1:000000000000:execution:prompt-to-image:{id}");
        }
        await Queues.SendAsync(DeadLetterQueue, new OutgoingMessage(body) { Attributes = attributes });
    }

    public async ValueTask DisposeAsync()
    {
        await _pipeline.DisposeAsync();
        Folder.Dispose();
    }

    /// <summary>A Lambda error in the form that a Catch writes.</summary>
    private static string FailureOf(string error, string cause)
    {
        var lambda = System.Text.Json.JsonSerializer.Serialize(new { errorMessage = cause, errorType = error });
        return System.Text.Json.JsonSerializer.Serialize(new { Error = error, Cause = lambda });
    }
}
