using System.Globalization;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Connection;
using PromptToImage.Client.Executions;
using PromptToImage.Client.Output;
using PromptToImage.CommandLine;
using PromptToImage.Contracts.Values;

namespace PromptToImage.Client.Images;

/// <summary>The options of <c>get</c>.</summary>
/// <param name="Path">A file or a folder; null is the current folder.</param>
/// <param name="Force">Whether to overwrite other files.</param>
/// <param name="Open">Whether to show each image.</param>
internal sealed record GetOptions(string? Path, bool Force, bool Open)
{
    /// <summary>The longest wait for prompts that have not ended; null does not wait.</summary>
    public TimeSpan? Timeout { get; init; }
}

/// <summary>Downloads the images of many prompts. A prompt without an image does not stop the others.</summary>
internal sealed class GetImages(CommandContext context, GetOptions options)
{
    /// <summary>DescribeExecution admits about 15 requests per second and account.</summary>
    private const int AtATime = 4;

    /// <summary>How many prompts are looked at between two pauses.</summary>
    private const int PerRound = 20;

    private readonly PromptExecutions _executions = context.Executions;
    private readonly List<DownloadView> _downloads = [];
    private int _failed;
    private ExitCode _exitCode = ExitCode.Done;

    /// <exception cref="CommandException">Several images cannot be one file, or the only prompt does not end in time.</exception>
    public async Task<ExitCode> RunAsync(IReadOnlyList<AwaitedPrompt> prompts, CancellationToken cancellationToken)
    {
        if (prompts.Count > 1 && options.Path is not null && !ImagePath.IsFolder(options.Path))
        {
            throw CommandException.WrongUse($"{prompts.Count} images cannot be one file. To name a folder, end --out with '/'.");
        }

        if (prompts is [var only])
        {
            var found = options.Timeout is { } timeout
                ? await FollowAsync(only, timeout, cancellationToken)
                : await FindAsync(only, cancellationToken);
            Report(await FetchAsync(only, found, cancellationToken));
        }
        else
        {
            await RunBatchAsync(prompts, cancellationToken);
        }

        if (context.Json)
        {
            OutputJson.Write(context.Screen, _downloads, OutputJson.Default.IReadOnlyListDownloadView);
        }

        return _exitCode;
    }

    private async Task RunBatchAsync(IReadOnlyList<AwaitedPrompt> prompts, CancellationToken cancellationToken)
    {
        var start = context.Clock.GetUtcNow();
        var end = start + (options.Timeout ?? TimeSpan.Zero);
        var pending = new Queue<AwaitedPrompt>(prompts);
        await using (var progress = BatchProgress.Start(context.Screen, "Images:", prompts.Count, 0, lines: false))
        {
            while (pending.Count > 0)
            {
                var round = Enumerable.Range(0, Math.Min(PerRound, pending.Count)).Select(_ => pending.Dequeue()).ToList();
                foreach (var some in round.Chunk(AtATime))
                {
                    var isLast = context.Clock.GetUtcNow() >= end;
                    foreach (var outcome in await Task.WhenAll(some.Select(prompt => LookAsync(prompt, isLast, cancellationToken))))
                    {
                        if (outcome.IsPending)
                        {
                            pending.Enqueue(outcome.Prompt);
                        }
                        else
                        {
                            Report(outcome);
                            progress.Advance(_downloads.Count + _failed);
                        }
                    }
                }

                if (pending.Count > 0)
                {
                    await Task.Delay(ExecutionFollower.IntervalFor(context), context.Clock, cancellationToken);
                }
            }
        }

        context.Screen.Error.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{_downloads.Count:N0} of {prompts.Count:N0} images, {_failed:N0} failed, ")
                + $"{DurationText.Format(context.Clock.GetUtcNow() - start)}."
        );
    }

    /// <param name="isLast">Whether a prompt that has not ended is reported instead of waited for.</param>
    private async Task<GetResult> LookAsync(AwaitedPrompt prompt, bool isLast, CancellationToken cancellationToken)
    {
        var found = await FindAsync(prompt, cancellationToken);
        return found is { HasEnded: true } || isLast
            ? await FetchAsync(prompt, found, cancellationToken)
            : new GetResult(prompt) { IsPending = true };
    }

    private async Task<PromptAttempt?> FindAsync(AwaitedPrompt prompt, CancellationToken cancellationToken) =>
        await _executions.FindLatestAsync(prompt.Id, cancellationToken) is { } found && found.Attempt >= prompt.FromAttempt ? found : null;

    private async Task<GetResult> FetchAsync(AwaitedPrompt prompt, PromptAttempt? execution, CancellationToken cancellationToken)
    {
        var id = prompt.Id;
        if (execution is not { HasEnded: true })
        {
            var state = execution is null ? PromptStatuses.DescribeUnknown(id) : $"{id} is still running";
            return options.Timeout is null
                ? new GetResult(prompt)
                {
                    ExitCode = execution is null ? ExitCode.Failed : ExitCode.WrongUse,
                    Error = $"{state}. To wait for it: {context.Command("get", id, " --wait")}",
                }
                : new GetResult(prompt) { ExitCode = ExitCode.TimedOut, Error = $"{id} {state}. The time limit of the wait has passed." };
        }

        try
        {
            prompt.CheckOwns(execution);
            return await new StoredImages(context).FindAsync(execution, cancellationToken) is { } stored
                ? new GetResult(prompt)
                {
                    Download = await new ImageDownload(context.Clients, context.Settings.Bucket, options.Force).SaveAsync(
                        execution.Id,
                        stored,
                        options.Path,
                        cancellationToken
                    ),
                }
                : new GetResult(prompt)
                {
                    ExitCode = ExitCode.Failed,
                    Error = FailureAdvice.For(execution, execution.Failure ?? new Failure(execution.Status, "It has no image."), context),
                };
        }
        catch (Exception e) when (e is CommandException or IOException || ServiceError.Describe(e, context.Settings) is not null)
        {
            return new GetResult(prompt)
            {
                ExitCode = (e as CommandException)?.ExitCode ?? (e is IOException ? ExitCode.WrongUse : ExitCode.ServiceFailed),
                Error = ServiceError.Describe(e, context.Settings) ?? e.Message,
            };
        }
    }

    private async Task<PromptAttempt?> FollowAsync(AwaitedPrompt prompt, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var follower = new ExecutionFollower(context);
        await new SnapshotDisplay(context.Screen, context.Clock).ShowAsync(
            follower.FollowAsync(prompt, timeout, cancellationToken),
            cancellationToken
        );
        return follower.Latest;
    }

    private void Report(GetResult outcome)
    {
        if (outcome.Download is not { } download)
        {
            _failed++;
            context.Screen.WriteProgressLine(PlainText.OneLine(outcome.Error!));
            // A failed prompt matters more than one that has not ended.
            _exitCode = _exitCode == ExitCode.Failed ? _exitCode : outcome.ExitCode;
            return;
        }

        _downloads.Add(download);
        if (!context.Json)
        {
            context.Screen.WriteResultLine(download.Image);
        }

        if (options.Open)
        {
            context.OpenFile(download.Image);
        }
    }

    /// <summary>The result of one look at one prompt: an image, an error, or nothing yet.</summary>
    private sealed record GetResult(AwaitedPrompt Prompt)
    {
        public bool IsPending { get; init; }

        public DownloadView? Download { get; init; }

        public string? Error { get; init; }

        public ExitCode ExitCode { get; init; }
    }
}
