using PromptToImage.Client.Commands;
using PromptToImage.Client.Images;
using PromptToImage.Client.Output;

namespace PromptToImage.Client.Executions;

/// <summary>Follows a prompt to its end and fetches the image.</summary>
internal sealed class WaitForImage(Session session)
{
    /// <param name="message">What was sent under that id; null when that is not known.</param>
    public async Task<ExitCode> RunAsync(string id, string? message, string? path, bool open, CancellationToken stop)
    {
        PromptExecution ended;
        try
        {
            ended = await FollowAsync(id, message, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            if (session.Json)
            {
                OutputJson.Write(session.Screen, new WaitView(id, "SENT", 1), OutputJson.Default.WaitView);
            }

            session.Screen.Error.WriteLine($"Stopped waiting; {id} goes on. To see it end: {session.Command($"get {id} --wait")}");
            return ExitCode.Interrupted;
        }
        var stored = await new StoredImages(session).FindAsync(ended, stop);
        if (stored is null)
        {
            return ReportFailure(ended);
        }

        var download = await new ImageDownload(session.Clients, session.Settings.Bucket).SaveAsync(ended.Id, stored, path, stop);
        Report(ended, download);
        if (open)
        {
            session.Surroundings.OpenFile(download.Image);
        }

        return ExitCode.Done;
    }

    private async Task<PromptExecution> FollowAsync(string id, string? message, CancellationToken stop)
    {
        var clock = session.Surroundings.Clock;
        var follower = new ExecutionFollower(session.Executions, clock, ExecutionFollower.IntervalFor(session.Settings.IsLocal));
        await new SnapshotDisplay(session.Screen, clock).ShowAsync(follower.FollowAsync(id, message, fromAttempt: 1, stop), stop);
        return follower.Latest!;
    }

    private void Report(PromptExecution ended, DownloadView download)
    {
        if (session.Json)
        {
            var view = new WaitView(ended.Id, ended.Status, ended.Attempt, download.Image, download.Manifest, ExecutionArn: ended.Arn);
            OutputJson.Write(session.Screen, view, OutputJson.Default.WaitView);
        }
        else
        {
            session.Screen.Out.WriteLine(download.Image);
        }
    }

    private ExitCode ReportFailure(PromptExecution ended)
    {
        var failure = ended.Failure ?? new Failure(ended.Status, "it has no image");
        if (session.Json)
        {
            var view = new WaitView(
                ended.Id,
                ended.Status,
                ended.Attempt,
                Error: failure.Error,
                Reason: failure.Reason,
                ExecutionArn: ended.Arn
            );
            OutputJson.Write(session.Screen, view, OutputJson.Default.WaitView);
        }
        session.Screen.Error.WriteLine(FailureAdvice.For(ended, failure, session));
        return ExitCode.PromptFailed;
    }
}
