using System.Globalization;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Connection;
using PromptToImage.Client.Executions;
using PromptToImage.Client.Images;
using PromptToImage.Client.Output;
using PromptToImage.CommandLine;

namespace PromptToImage.Client.Send;

/// <summary>Sends many prompts. Each sent prompt is written at once, so that nothing is lost when the command is stopped.</summary>
internal sealed class SendMany(CommandContext context)
{
    private const string Again = "Run the same command again for the rest. Lines that were sent keep their ids and give one image each.";

    /// <param name="all">All prompts, which are waited for.</param>
    /// <param name="prompts">The prompts to send; the others were sent before.</param>
    /// <param name="skipped">The number of lines that cannot be sent.</param>
    /// <param name="get">Null does not wait for the images.</param>
    public async Task<ExitCode> RunAsync(
        IReadOnlyList<OutgoingPrompt> all,
        IReadOnlyList<OutgoingPrompt> prompts,
        int skipped,
        GetOptions? get,
        CancellationToken cancellationToken
    )
    {
        var queueUrl = context.Settings.RequiredQueueUrl;
        if (get is not null)
        {
            _ = context.Settings.RequiredStateMachineArn;
        }

        var sender = new BatchSender(context.Clients.Queues, queueUrl, context.Clock);
        var tally = new SendTally { Sent = all.Count - prompts.Count, All = all.Count };
        await using (var progress = BatchProgress.Start(context.Screen, "Sending", tally.All, tally.Sent, lines: true))
        {
            // No cancellation here: the requests that are sent when Ctrl-C comes are still reported.
            await foreach (var outcome in sender.SendAsync(prompts, cancellationToken).WithCancellation(CancellationToken.None))
            {
                tally.Add(outcome);
                Report(outcome, writeSent: get is null);
                progress.Advance(tally.Sent);
            }
        }

        var code = Conclude(tally, skipped, cancellationToken);
        return get is null || code != ExitCode.Done
            ? code
            : await new GetImages(context, get).RunAsync(
                [.. all.Select(prompt => new AwaitedPrompt(prompt.Id, Message: prompt.Body))],
                cancellationToken
            );
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

    private ExitCode Conclude(SendTally tally, int skipped, CancellationToken cancellationToken)
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

        context.Screen.Error.WriteLine(cancellationToken.IsCancellationRequested ? $"Stopped. {count} {Again}" : $"{count} {Again}");
        return cancellationToken.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.ServiceFailed;
    }
}
