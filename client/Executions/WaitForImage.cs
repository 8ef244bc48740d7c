using PromptToImage.Client.Commands;
using PromptToImage.Client.Images;
using PromptToImage.Client.Output;
using PromptToImage.CommandLine;

namespace PromptToImage.Client.Executions;

/// <summary>The result of <c>send --wait --json</c>.</summary>
/// <param name="Image">The path of the image; absent if no image was downloaded.</param>
internal sealed record WaitView(
    string Id,
    string Status,
    int Attempt,
    string? Image = null,
    string? Manifest = null,
    string? Error = null,
    string? Reason = null,
    string? ExecutionArn = null
);

/// <summary>Follows a prompt that was just sent until it ends, and downloads its image.</summary>
internal sealed class WaitForImage(CommandContext context, GetOptions options)
{
    /// <param name="message">The message that was sent with that id.</param>
    public async Task<ExitCode> RunAsync(string id, string message, CancellationToken cancellationToken)
    {
        PromptAttempt ended;
        try
        {
            ended = await FollowAsync(id, message, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            if (context.Json)
            {
                OutputJson.Write(context.Screen, new WaitView(id, "SENT", 1), OutputJson.Default.WaitView);
            }

            context.Screen.Error.WriteLine(
                $"Stopped waiting. The pipeline still processes {id}. To wait again: {context.Command("get", id, " --wait")}"
            );
            return ExitCode.Interrupted;
        }

        if (await new StoredImages(context).FindAsync(ended, cancellationToken) is not { } stored)
        {
            return ReportFailure(ended);
        }

        var download = await new ImageDownload(context.Clients, context.Settings.Bucket, options.Force).SaveAsync(
            ended.Id,
            stored,
            options.Path,
            cancellationToken
        );
        Report(ended, download);
        if (options.Open)
        {
            context.OpenFile(download.Image);
        }

        return ExitCode.Done;
    }

    private async Task<PromptAttempt> FollowAsync(string id, string message, CancellationToken cancellationToken)
    {
        var follower = new ExecutionFollower(context);
        var snapshots = follower.FollowAsync(new AwaitedPrompt(id, Message: message), options.Timeout!.Value, cancellationToken);
        await new SnapshotDisplay(context.Screen, context.Clock).ShowAsync(snapshots, cancellationToken);
        return follower.Latest!;
    }

    private void Report(PromptAttempt ended, DownloadView download)
    {
        if (context.Json)
        {
            var view = new WaitView(ended.Id, ended.Status, ended.Attempt, download.Image, download.Manifest, ExecutionArn: ended.Arn);
            OutputJson.Write(context.Screen, view, OutputJson.Default.WaitView);
        }
        else
        {
            context.Screen.Out.WriteLine(download.Image);
        }
    }

    private ExitCode ReportFailure(PromptAttempt ended)
    {
        var failure = ended.Failure ?? new Failure(ended.Status, "It has no image.");
        if (context.Json)
        {
            var view = new WaitView(
                ended.Id,
                ended.Status,
                ended.Attempt,
                Error: failure.Error,
                Reason: failure.Reason,
                ExecutionArn: ended.Arn
            );
            OutputJson.Write(context.Screen, view, OutputJson.Default.WaitView);
        }

        context.Screen.Error.WriteLine(FailureAdvice.For(ended, failure, context));
        return ExitCode.Failed;
    }
}
