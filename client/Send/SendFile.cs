using System.Globalization;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Connection;
using PromptToImage.Client.Images;
using PromptToImage.Client.Output;
using PromptToImage.CommandLine;

namespace PromptToImage.Client.Send;

/// <summary>The options of <c>send --file</c>.</summary>
/// <param name="File">A path, or <c>-</c>.</param>
/// <param name="Batch">Null is the file's name.</param>
/// <param name="Resume">A file that an earlier send wrote. The ids in it are not sent again.</param>
/// <param name="SkipInvalid">Whether to send the other lines where some cannot be sent.</param>
/// <param name="Get">Null does not wait for the images.</param>
internal sealed record SendFileOptions(
    string File,
    string? Batch,
    string? Resume,
    bool SkipInvalid,
    PromptDefaults Defaults,
    GetOptions? Get
);

/// <summary>Sends every line of a file. Each sent line is written at once, so that nothing is lost when the command is stopped.</summary>
internal sealed class SendFile(CommandContext context)
{
    private const string Again = "Run the same command again for the rest. Lines that were sent keep their ids and give one image each.";

    public async Task<ExitCode> RunAsync(SendFileOptions options, CancellationToken stop)
    {
        var queueUrl = context.Settings.RequiredQueueUrl;
        if (options.Get is not null)
        {
            _ = context.Settings.RequiredStateMachineArn;
        }

        var file = await PromptFile.ReadAsync(options.File, options.Batch, options.Defaults, context.Input, stop);
        ReportErrors(file, options.SkipInvalid);
        var prompts = options.Resume is null ? file.Prompts : await WithoutSentAsync(file.Prompts, options.Resume, stop);
        var sender = new BatchSender(context.Clients.Queues, queueUrl, context.Clock);
        var tally = new SendTally { Sent = file.Prompts.Count - prompts.Count, All = file.Prompts.Count };
        await using (var progress = BatchProgress.Start(context.Screen, "Sending", tally.All, tally.Sent, lines: true))
        {
            // No cancellation here: the requests that are sent when Ctrl-C comes are still reported.
            await foreach (var outcome in sender.SendAsync(prompts, stop).WithCancellation(CancellationToken.None))
            {
                tally.Add(outcome);
                Report(outcome, writeSent: options.Get is null);
                progress.Advance(tally.Sent);
            }
        }

        var code = Conclude(tally, file.ErrorCount, stop);
        return options.Get is null || code != ExitCode.Done
            ? code
            : await new GetImages(context, options.Get).RunAsync([.. file.Prompts.Select(prompt => prompt.Id)], stop);
    }

    private void ReportErrors(PromptFile file, bool skip)
    {
        if (file.ErrorCount == 0)
        {
            return;
        }

        if (!skip)
        {
            throw new CommandException(
                ExitCode.WrongUse,
                [.. file.Errors, "Nothing was sent. Correct these lines, or pass --skip-invalid to send the others."]
            );
        }

        foreach (var error in file.Errors)
        {
            context.Screen.Error.WriteLine(PlainText.OneLine(error));
        }
    }

    private static async Task<IReadOnlyList<OutgoingPrompt>> WithoutSentAsync(
        IReadOnlyList<OutgoingPrompt> prompts,
        string resume,
        CancellationToken stop
    )
    {
        if (!File.Exists(resume))
        {
            return prompts;
        }

        var sent = (await IdArguments.ReadFileAsync(resume, stop)).ToHashSet(StringComparer.Ordinal);
        return [.. prompts.Where(prompt => !sent.Contains(prompt.Id))];
    }

    private void Report(SendOutcome outcome, bool writeSent)
    {
        var prompt = outcome.Prompt;
        if (outcome.Failure is { } failure)
        {
            var reason = ServiceError.Describe(failure, context.Settings) ?? failure.Message;
            if (context.Json)
            {
                context.Screen.WriteResultLine(
                    OutputJson.Line(new SentView(prompt.Id, prompt.Prompt, reason), OutputJson.Default.SentView)
                );
            }
            else if (!outcome.IsFatal)
            {
                context.Screen.WriteProgressLine($"Not sent: {prompt.AsLine()}: {reason}");
            }
        }
        else if (writeSent)
        {
            context.Screen.WriteResultLine(
                context.Json ? OutputJson.Line(new SentView(prompt.Id, prompt.Prompt), OutputJson.Default.SentView) : prompt.AsLine()
            );
        }
    }

    private ExitCode Conclude(SendTally tally, int skipped, CancellationToken stop)
    {
        var count =
            string.Create(CultureInfo.InvariantCulture, $"{tally.Sent:N0} of {tally.All:N0} sent.")
            + (skipped == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {skipped:N0} invalid lines skipped."));
        if (tally.Fatal is { } fatal)
        {
            var reason = ServiceError.Describe(fatal, context.Settings) ?? fatal.Message;
            throw CommandException.ServiceFailed(tally.Sent == 0 ? reason : $"{count} {reason} {Again}", fatal);
        }

        if (tally.Sent == tally.All)
        {
            context.Screen.Error.WriteLine(count);
            return ExitCode.Done;
        }

        context.Screen.Error.WriteLine(stop.IsCancellationRequested ? $"Stopped. {count} {Again}" : $"{count} {Again}");
        return stop.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.ServiceFailed;
    }
}
