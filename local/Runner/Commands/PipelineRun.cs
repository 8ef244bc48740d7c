using System.Text.Json;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Messages;
using PromptToImage.Contracts.Steps;
using PromptToImage.Pipeline;
using PromptToImage.Pipeline.Options;
using PromptToImage.Runner.Display;
using PromptToImage.StatesLanguage;
using PromptToImage.WebConsole;
using PromptToImage.WebConsole.Model;

namespace PromptToImage.Runner.Commands;

/// <summary>One run of the pipeline on this machine, from opening the data folder to Ctrl-C or the end of its one prompt.</summary>
internal sealed class PipelineRun(RunOptions options, RunDisplay display, ILoggerFactory warnings, TimeProvider time)
{
    // A prompt that Start refuses never has an execution; only its dead letter shows.
    private static readonly TimeSpan RefusalCheck = TimeSpan.FromMilliseconds(250);

    /// <exception cref="CommandException">The pipeline cannot start.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var definition = await DefinitionFile.ReadAsync(null, cancellation);
        await using var pipeline = await StartAsync(definition);
        using var subscription = pipeline.Emulator.Executions.Changes.Subscribe(change =>
            display.Show(change, arn => pipeline.Emulator.Executions.History(arn).Events)
        );
        display.Welcome(Places(pipeline));
        try
        {
            if (options.Prompt is { } prompt)
            {
                var stored = await FollowAsync(pipeline, prompt, cancellation);
                if (options.Once)
                {
                    return stored ? ExitCode.Done : ExitCode.Failed;
                }
            }

            display.Say("Ctrl-C ends it; the next start goes on where it was.");
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            display.Say("Stopped. What was under way goes on with the next start.");
        }

        return ExitCode.Done;
    }

    private async Task<LocalPipeline> StartAsync(string definition)
    {
        try
        {
            var console = new ConsolePipeline();
            var pipeline = await LocalPipeline.StartAsync(
                options,
                definition,
                time,
                warnings,
                services => ConsoleSite.AddServices(services, console),
                ConsoleSite.Map
            );
            console.Show(pipeline);
            return pipeline;
        }
        catch (PortInUseException fault)
        {
            throw new CommandException($"Port {options.Port} is in use by another program; choose another with --port.", fault);
        }
        catch (StorageUnavailableException fault)
        {
            throw new CommandException(fault.Message, fault);
        }
    }

    private List<(string What, string Where)> Places(LocalPipeline pipeline)
    {
        var endpoint = pipeline.Endpoint.ToString().TrimEnd('/');
        var queue = LocalSettings.QueueUrl(pipeline.Endpoint, PipelineNames.Queue);
        return
        [
            ("queue", queue),
            ("bucket", $"s3://{PipelineNames.Bucket} in {Path.Combine(options.DataFolder, "objects", PipelineNames.Bucket)}"),
            ("mailbox", Path.Combine(options.DataFolder, "mail")),
            ("console", $"{endpoint}/console"),
            ("send with", $"aws --endpoint-url {endpoint} sqs send-message --queue-url {queue} --message-body \"A croissant\""),
        ];
    }

    /// <summary>Sends the prompt and waits until it is an image or a dead letter; true when an image is stored.</summary>
    private async Task<bool> FollowAsync(LocalPipeline pipeline, string prompt, CancellationToken cancellation)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var deadLetters = DeadLetterCount(pipeline);
        var changes = pipeline.Emulator.Executions.Changes.WatchAsync(cancellationToken: done.Token).GetAsyncEnumerator(done.Token);
        var change = changes.MoveNextAsync().AsTask();
        var sent = await pipeline.Emulator.Queues.SendAsync(PipelineNames.Queue, new OutgoingMessage(prompt));
        var id = MessageReader.Read(prompt).UsableId ?? sent.MessageId;
        while (true)
        {
            if (await Task.WhenAny(change, Task.Delay(RefusalCheck, time, cancellation)) == change)
            {
                await change;
                var execution = changes.Current.Execution;
                if (execution.Name == id && execution.Status != ExecutionStatus.Running)
                {
                    return Conclude(pipeline, execution);
                }

                change = changes.MoveNextAsync().AsTask();
            }
            else
            {
                cancellation.ThrowIfCancellationRequested();
                if (DeadLetterCount(pipeline) > deadLetters && WasRefused(pipeline, id) && !IsQueued(pipeline, sent))
                {
                    display.Say(
                        $"The prompt was refused before an execution began; the mailbox says why: {Path.Combine(options.DataFolder, "mail")}"
                    );
                    return false;
                }
            }
        }
    }

    private bool Conclude(LocalPipeline pipeline, ExecutionRecord execution)
    {
        var details = pipeline.Emulator.Executions.Describe(execution.Arn);
        if (execution.Status != ExecutionStatus.Succeeded)
        {
            display.Say($"dead letter and e-mail in {Path.Combine(options.DataFolder, "mail")}");
            return false;
        }

        using var output = JsonDocument.Parse(details.Output!);
        var stored = output.RootElement.GetProperty("stored").Deserialize(StoreJson.Default.StoredImage)!;
        display.Say($"image     {FileOf(pipeline, stored.Bucket, stored.Key)}");
        display.Say($"manifest  {FileOf(pipeline, stored.Bucket, stored.ManifestKey)}");
        return true;
    }

    private static string FileOf(LocalPipeline pipeline, string bucket, string key) =>
        pipeline.Emulator.Objects.Find(bucket, key) is { } stored
            ? Path.GetFullPath(pipeline.Emulator.Objects.FileOf(stored))
            : $"s3://{bucket}/{key}";

    private static long DeadLetterCount(LocalPipeline pipeline) => pipeline.Emulator.Queues.Count(PipelineNames.DeadLetterQueue).Visible;

    /// <summary>A refused message leaves the queue after its mail is sent.</summary>
    private static bool IsQueued(LocalPipeline pipeline, SentMessage sent) =>
        pipeline.Emulator.Queues.Browse(PipelineNames.Queue, int.MaxValue).Any(message => message.MessageId == sent.MessageId);

    private static bool WasRefused(LocalPipeline pipeline, string id) =>
        pipeline
            .Emulator.Queues.Browse(PipelineNames.DeadLetterQueue, int.MaxValue)
            .Any(letter =>
                letter.Attributes.TryGetValue(MessageAttributeNames.RequestId, out var request)
                && request.StringValue == id
                && !letter.Attributes.ContainsKey(MessageAttributeNames.ExecutionArn)
            );
}
