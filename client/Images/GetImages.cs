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
    /// <summary>Null does not wait for prompts that have not ended.</summary>
    public WaitLimits? Wait { get; init; }
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
    public async Task<ExitCode> RunAsync(IReadOnlyList<string> ids, CancellationToken stop)
    {
        if (ids.Count > 1 && options.Path is not null && !ImagePath.IsFolder(options.Path))
        {
            throw CommandException.WrongUse($"{ids.Count} images cannot be one file. To name a folder, end --out with '/'.");
        }

        if (ids is [var only])
        {
            var found = options.Wait is { } limits ? await FollowAsync(only, limits, stop) : await FindAsync(only, stop);
            Report(await FetchAsync(only, found, stop));
        }
        else
        {
            await RunBatchAsync(ids, stop);
        }

        if (context.Json)
        {
            OutputJson.Write(context.Screen, _downloads, OutputJson.Default.IReadOnlyListDownloadView);
        }

        return _exitCode;
    }

    private async Task RunBatchAsync(IReadOnlyList<string> ids, CancellationToken stop)
    {
        var start = context.Clock.GetUtcNow();
        var end = start + (options.Wait?.Timeout ?? TimeSpan.Zero);
        var pending = new Queue<string>(ids);
        await using (var progress = BatchProgress.Start(context.Screen, "Images:", ids.Count, 0, lines: false))
        {
            while (pending.Count > 0)
            {
                var round = Enumerable.Range(0, Math.Min(PerRound, pending.Count)).Select(_ => pending.Dequeue()).ToList();
                foreach (var some in round.Chunk(AtATime))
                {
                    var isLast = context.Clock.GetUtcNow() >= end;
                    foreach (var outcome in await Task.WhenAll(some.Select(id => LookAsync(id, isLast, stop))))
                    {
                        if (outcome.IsPending)
                        {
                            pending.Enqueue(outcome.Id);
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
                    await Task.Delay(ExecutionFollower.IntervalFor(context), context.Clock, stop);
                }
            }
        }

        context.Screen.Error.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{_downloads.Count:N0} of {ids.Count:N0} images, {_failed:N0} failed, ")
                + $"{DurationText.Format(context.Clock.GetUtcNow() - start)}."
        );
    }

    /// <param name="isLast">Whether a prompt that has not ended is reported instead of waited for.</param>
    private async Task<GetResult> LookAsync(string id, bool isLast, CancellationToken stop)
    {
        var found = await FindAsync(id, stop);
        return found is { HasEnded: true } || isLast ? await FetchAsync(id, found, stop) : new GetResult(id) { IsPending = true };
    }

    private async Task<PromptAttempt?> FindAsync(string id, CancellationToken stop) =>
        await _executions.FindLatestAsync(id, stop) is { } found && found.Attempt >= (options.Wait?.FromAttempt ?? 1) ? found : null;

    private async Task<GetResult> FetchAsync(string id, PromptAttempt? execution, CancellationToken stop)
    {
        if (execution is not { HasEnded: true })
        {
            var state = execution is null ? "is unknown: it waits in the queue, or was never sent" : "is still running";
            return options.Wait is null
                ? new GetResult(id)
                {
                    ExitCode = execution is null ? ExitCode.Failed : ExitCode.WrongUse,
                    Error = $"{id} {state}. To wait for it: {context.Command($"get {id} --wait")}",
                }
                : new GetResult(id) { ExitCode = ExitCode.TimedOut, Error = $"{id} {state}. The time limit of the wait has passed." };
        }

        try
        {
            return await new StoredImages(context).FindAsync(execution, stop) is { } stored
                ? new GetResult(id)
                {
                    Download = await new ImageDownload(context.Clients, context.Settings.Bucket, options.Force).SaveAsync(
                        execution.Id,
                        stored,
                        options.Path,
                        stop
                    ),
                }
                : new GetResult(id)
                {
                    ExitCode = ExitCode.Failed,
                    Error = FailureAdvice.For(execution, execution.Failure ?? new Failure(execution.Status, "It has no image."), context),
                };
        }
        catch (Exception e) when (e is CommandException or IOException || ServiceError.Describe(e, context.Settings) is not null)
        {
            return new GetResult(id)
            {
                ExitCode = (e as CommandException)?.ExitCode ?? (e is IOException ? ExitCode.WrongUse : ExitCode.ServiceFailed),
                Error = ServiceError.Describe(e, context.Settings) ?? e.Message,
            };
        }
    }

    private async Task<PromptAttempt?> FollowAsync(string id, WaitLimits limits, CancellationToken stop)
    {
        var follower = new ExecutionFollower(context);
        await new SnapshotDisplay(context.Screen, context.Clock).ShowAsync(follower.FollowAsync(id, message: null, limits, stop), stop);
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
    private sealed record GetResult(string Id)
    {
        public bool IsPending { get; init; }

        public DownloadView? Download { get; init; }

        public string? Error { get; init; }

        public ExitCode ExitCode { get; init; }
    }
}
