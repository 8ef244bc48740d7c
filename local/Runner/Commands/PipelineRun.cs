using System.Threading.Channels;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.CommandLine;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Messages;
using PromptToImage.Deployment.Templates;
using PromptToImage.Pipeline;
using PromptToImage.Pipeline.Options;
using PromptToImage.Runner.Display;
using PromptToImage.Runner.Memory;
using PromptToImage.StatesLanguage;
using PromptToImage.WebConsole;
using PromptToImage.WebConsole.Model;

namespace PromptToImage.Runner.Commands;

/// <summary>Runs the pipeline on this machine until Ctrl-C, or until its one prompt has ended.</summary>
/// <param name="options">The settings of the command line.</param>
/// <param name="profile">The AWS profile that the environment names; null names none.</param>
/// <param name="display">The output.</param>
/// <param name="warnings">Receives warnings and errors that belong to no prompt.</param>
/// <param name="time">The clock.</param>
internal sealed class PipelineRun(RunOptions options, string? profile, RunDisplay display, ILoggerFactory warnings, TimeProvider time)
{
    // The events of a prompt's execution with many retries. Those of any other execution can be large.
    private const int RecalledEvents = 100;

    // A prompt that Start rejects has no execution. Only its dead letter shows that.
    private static readonly TimeSpan RejectionInterval = TimeSpan.FromMilliseconds(250);

    /// <exception cref="CommandException">The pipeline cannot start.</exception>
    public async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        if (options.Bedrock == ModelSource.Aws)
        {
            await AwsCredentialsCheck.RunAsync(profile);
        }

        await using var pipeline = await StartAsync();
        using var subscription = pipeline.Emulator.Executions.Changes.Subscribe(change =>
            display.Show(change, arn => pipeline.Emulator.Executions.History(arn, RecalledEvents).Events)
        );
        display.Welcome(Places(pipeline), SendCommand(pipeline.Endpoint, pipeline.Resources.QueueUrl));
        try
        {
            if (options.Prompt is { } prompt)
            {
                var stored = await FollowAsync(pipeline, prompt, cancellationToken);
                if (options.Once)
                {
                    return stored ? ExitCode.Done : ExitCode.Failed;
                }
            }

            display.Say("Ctrl-C stops the pipeline. The next start continues the running executions.");
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            display.Say("Stopped. The next start continues the running executions.");
        }

        return ExitCode.Done;
    }

    /// <summary>
    /// A command that sends a prompt with the AWS CLI. It works on a machine without AWS configuration: the CLI needs credentials and a
    /// region, and the emulator accepts any.
    /// </summary>
    internal static string SendCommand(Uri endpoint, string queueUrl) =>
        "AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION=us-east-1 "
        + $"aws --endpoint-url {endpoint.ToString().TrimEnd('/')} sqs send-message --queue-url {queueUrl} --message-body \"A croissant\"";

    /// <summary>Sends the prompt and waits until it is an image or a dead letter.</summary>
    /// <returns>Whether an image is stored.</returns>
    internal async Task<bool> FollowAsync(LocalPipeline pipeline, string prompt, CancellationToken cancellationToken)
    {
        var deadLetters = DeadLetterCount(pipeline);
        var ended = Channel.CreateUnbounded<ExecutionRecord>();
        using var subscription = pipeline.Emulator.Executions.Changes.Subscribe(change =>
        {
            if (change.Execution.Status != ExecutionStatus.Running)
            {
                ended.Writer.TryWrite(change.Execution);
            }
        });
        var sent = await pipeline.Emulator.Queues.SendAsync(pipeline.Resources.Queue, new OutgoingMessage(prompt));
        var id = MessageReader.Read(prompt).UsableId ?? sent.MessageId;
        while (true)
        {
            while (ended.Reader.TryRead(out var execution))
            {
                if (execution.Name == id)
                {
                    return Conclude(pipeline, execution);
                }
            }

            if (DeadLetterCount(pipeline) > deadLetters && WasRejected(pipeline, id) && !IsQueued(pipeline, sent))
            {
                display.Say($"The prompt was rejected before an execution started. The reason is in the mailbox: {Mailbox}");
                return false;
            }

            using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(ended.Reader.WaitToReadAsync(pause.Token).AsTask(), Task.Delay(RejectionInterval, time, pause.Token));
            await pause.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private string Mailbox => Path.Combine(options.DataFolder, "mail");

    private async Task<LocalPipeline> StartAsync()
    {
        try
        {
            var console = new ConsolePipeline();
            var pipeline = await LocalPipeline.StartAsync(
                options,
                time,
                warnings,
                services =>
                {
                    ConsoleSite.AddServices(services, console);
                    services.AddSingleton<IManagedMemory, ManagedMemory>();
                    services.AddHostedService<IdleMemoryService>();
                },
                ConsoleSite.Map
            );
            console.Show(pipeline);
            return pipeline;
        }
        catch (PortInUseException e)
        {
            throw CommandException.WrongUse($"Port {options.Port} is in use by another program. Choose another one with --port.", e);
        }
        catch (Exception e) when (e is StorageUnavailableException or OpenFileLimitException or TemplateException)
        {
            throw CommandException.WrongUse(e.Message, e);
        }
    }

    private List<(string What, string Where)> Places(LocalPipeline pipeline) =>
        [
            ("queue", pipeline.Resources.QueueUrl),
            ("bucket", $"s3://{pipeline.Resources.Bucket} in {Path.Combine(options.DataFolder, "objects", pipeline.Resources.Bucket)}"),
            ("mailbox", Mailbox),
            ("functions' log", Path.Combine(options.DataFolder, LocalPipeline.FunctionLogName)),
            ("console", $"{pipeline.Endpoint.ToString().TrimEnd('/')}/console"),
        ];

    private bool Conclude(LocalPipeline pipeline, ExecutionRecord execution)
    {
        if (DisplayFormat.StoredImage(pipeline.Emulator.Executions.Describe(execution.Arn)) is not { } stored)
        {
            display.Say($"dead letter and e-mail in {Mailbox}");
            return false;
        }

        display.Say($"image     {FileOf(pipeline, stored.Bucket, stored.Key)}");
        display.Say($"manifest  {FileOf(pipeline, stored.Bucket, stored.ManifestKey)}");
        return true;
    }

    private static string FileOf(LocalPipeline pipeline, string bucket, string key) =>
        pipeline.Emulator.Objects.Find(bucket, key) is { } stored
            ? Path.GetFullPath(pipeline.Emulator.Objects.FilePath(stored))
            : $"s3://{bucket}/{key}";

    private static long DeadLetterCount(LocalPipeline pipeline) =>
        pipeline.Emulator.Queues.Count(pipeline.Resources.DeadLetterQueue).Visible;

    /// <summary>A rejected message stays in the queue until its e-mail is sent.</summary>
    private static bool IsQueued(LocalPipeline pipeline, SentMessage sent) =>
        pipeline.Emulator.Queues.Browse(pipeline.Resources.Queue, int.MaxValue).Any(message => message.MessageId == sent.MessageId);

    private static bool WasRejected(LocalPipeline pipeline, string id) =>
        pipeline
            .Emulator.Queues.Browse(pipeline.Resources.DeadLetterQueue, int.MaxValue)
            .Any(letter =>
                letter.Text(MessageAttributeNames.RequestId) == id && !letter.Attributes.ContainsKey(MessageAttributeNames.ExecutionArn)
            );
}
