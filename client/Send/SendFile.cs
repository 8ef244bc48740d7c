using System.Globalization;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Connection;
using PromptToImage.Client.Output;

namespace PromptToImage.Client.Send;

/// <summary>Sends every line of a file. What was sent is written as it is known, so that nothing is lost when it is stopped.</summary>
internal sealed class SendFile(Session session)
{
    public async Task<ExitCode> RunAsync(SendFileChoices choices, CancellationToken stop)
    {
        var queueUrl = session.Settings.RequiredQueueUrl;
        var prompts = await PromptFile.ReadAsync(choices.File, choices.Batch, choices.Defaults, session.Surroundings.Input, stop);
        var all = prompts.Count;
        if (choices.Resume is not null)
        {
            prompts = await WithoutSentAsync(prompts, choices.Resume, stop);
        }

        var sender = new BatchSender(session.Clients.Queues, queueUrl, session.Surroundings.Clock);
        var tally = new SendTally { Sent = all - prompts.Count, All = all };
        await using (var progress = SendProgress.Start(session.Screen, tally))
        {
            // Its own token source does not end the loop: what is under way when Ctrl-C comes is still reported.
            await foreach (var outcome in sender.SendAsync(prompts, stop).WithCancellation(CancellationToken.None))
            {
                tally.Add(outcome);
                Report(outcome);
                progress.Advance();
            }
        }
        return Conclude(tally, stop);
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

        var sent = (await IdList.ReadFileAsync(resume, stop)).ToHashSet(StringComparer.Ordinal);
        return [.. prompts.Where(prompt => !sent.Contains(prompt.Id))];
    }

    private void Report(SendOutcome outcome)
    {
        var prompt = outcome.Prompt;
        if (outcome.Failure is { } failure)
        {
            var reason = ServiceFault.Describe(failure, session.Settings) ?? failure.Message;
            if (session.Json)
            {
                session.Screen.WriteResultLine(
                    OutputJson.Line(new SentView(prompt.Id, prompt.Prompt, reason), OutputJson.Default.SentView)
                );
            }
            else if (!outcome.IsFatal)
            {
                session.Screen.WriteProgressLine($"Not sent: {prompt.AsLine()}: {reason}");
            }

            return;
        }
        session.Screen.WriteResultLine(
            session.Json ? OutputJson.Line(new SentView(prompt.Id, prompt.Prompt), OutputJson.Default.SentView) : prompt.AsLine()
        );
    }

    private ExitCode Conclude(SendTally tally, CancellationToken stop)
    {
        var count = string.Create(CultureInfo.InvariantCulture, $"{tally.Sent:N0} of {tally.All:N0} sent.");
        const string Again = "Run the same command again for the rest: what was sent keeps its id and is not drawn twice.";
        if (tally.Fatal is { } fatal)
        {
            var reason = ServiceFault.Describe(fatal, session.Settings) ?? fatal.Message;
            throw ClientException.ServiceFailed(tally.Sent == 0 ? reason : $"{count} {reason} {Again}", fatal);
        }
        if (tally.Sent == tally.All)
        {
            session.Screen.Error.WriteLine(count);
            return ExitCode.Done;
        }
        session.Screen.Error.WriteLine(stop.IsCancellationRequested ? $"Stopped. {count} {Again}" : $"{count} {Again}");
        return stop.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.ServiceFailed;
    }
}
