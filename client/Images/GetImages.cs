using PromptToImage.Client.Commands;
using PromptToImage.Client.Executions;
using PromptToImage.Client.Output;

namespace PromptToImage.Client.Images;

/// <summary>Fetches the images of many prompts; one that has none does not keep the others from being fetched.</summary>
/// <param name="awaitedAttempt">Wait until this attempt or a later one has ended; null takes what is there.</param>
internal sealed class GetImages(Session session, string? path, long? awaitedAttempt, bool open)
{
    private readonly List<DownloadView> _downloads = [];
    private ExitCode _exitCode = ExitCode.Done;

    public async Task<ExitCode> RunAsync(IReadOnlyList<string> ids, CancellationToken stop)
    {
        if (ids.Count > 1 && path is not null && !ImagePath.IsFolder(path))
        {
            throw ClientException.WrongUse($"{ids.Count} images do not go into one file: end --out in '/' to name a folder.");
        }

        foreach (var id in ids)
        {
            await GetAsync(id, stop);
        }

        if (session.Json)
        {
            OutputJson.Write(session.Screen, _downloads, OutputJson.Default.IReadOnlyListDownloadView);
        }

        return _exitCode;
    }

    private async Task GetAsync(string id, CancellationToken stop)
    {
        var execution = awaitedAttempt is { } attempt
            ? await FollowAsync(id, attempt, stop)
            : await session.Executions.FindLatestAsync(id, stop);
        if (execution is not { HasEnded: true })
        {
            Complain(
                ExitCode.WrongUse,
                execution is null
                    ? $"{id} has not started: it waits in the queue, or was never sent. To wait for it: {session.Command($"get {id} --wait")}"
                    : $"{id} is still running. To wait for it: {session.Command($"get {id} --wait")}"
            );
            return;
        }
        if (await new StoredImages(session).FindAsync(execution, stop) is not { } stored)
        {
            Complain(
                ExitCode.PromptFailed,
                FailureAdvice.For(execution, execution.Failure ?? new Failure(execution.Status, "it has no image."), session)
            );
            return;
        }
        var download = await new ImageDownload(session.Clients, session.Settings.Bucket).SaveAsync(execution.Id, stored, path, stop);
        _downloads.Add(download);
        if (!session.Json)
        {
            session.Screen.Out.WriteLine(download.Image);
        }

        if (open)
        {
            session.Surroundings.OpenFile(download.Image);
        }
    }

    private async Task<PromptExecution?> FollowAsync(string id, long fromAttempt, CancellationToken stop)
    {
        var clock = session.Surroundings.Clock;
        var follower = new ExecutionFollower(session.Executions, clock, ExecutionFollower.IntervalFor(session.Settings.IsLocal));
        await new SnapshotDisplay(session.Screen, clock).ShowAsync(follower.FollowAsync(id, message: null, fromAttempt, stop), stop);
        return follower.Latest;
    }

    /// <summary>A failed prompt says more than one that was asked for too early.</summary>
    private void Complain(ExitCode code, string line)
    {
        session.Screen.Error.WriteLine(line);
        if (_exitCode != ExitCode.PromptFailed)
        {
            _exitCode = code;
        }
    }
}
