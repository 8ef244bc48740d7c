using System.CommandLine;
using System.Globalization;
using Amazon.StepFunctions.Model;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Output;
using PromptToImage.Contracts.Values;

namespace PromptToImage.Client.Executions;

/// <summary><c>history ID</c>: the event table of the latest attempt, or of the one named.</summary>
internal static class HistoryCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        var id = new Argument<string>("id") { HelpName = "ID", Description = "A prompt's id, or its execution's name or ARN" };
        var command = new Command("history", "Show the events of a prompt's execution") { id };
        command.SetAction(
            async (parsed, stop) =>
            {
                using var session = environment.Open(parsed);
                return (int)await RunAsync(session, IdArguments.IdOf(parsed.GetRequiredValue(id)), stop);
            }
        );
        HelpWithExamples.Add(
            command,
            "prompt-to-image history order-1234",
            "prompt-to-image history order-1234 --json | jq '.[] | select(.error)'"
        );
        return command;
    }

    private static async Task<ExitCode> RunAsync(Session session, string id, CancellationToken stop)
    {
        var executions = session.Executions;
        var found =
            await executions.FindLatestAsync(id, stop)
            ?? throw ClientException.WrongUse($"No execution is named '{id}': the prompt waits in the queue, or was never sent.");
        HistoryEventView[] views = [.. (await executions.ReadHistoryAsync(found.Arn, stop)).Select(ViewOf)];
        if (session.Json)
        {
            OutputJson.Write(session.Screen, views, OutputJson.Default.IReadOnlyListHistoryEventView);
        }
        else
        {
            AsListing(views, found.StartedAt).WriteTo(session.Screen);
        }

        return ExitCode.Done;
    }

    private static HistoryEventView ViewOf(HistoryEvent entry)
    {
        var summary = new EventSummary(entry);
        return new HistoryEventView
        {
            Id = entry.Id ?? 0,
            PreviousEventId = entry.PreviousEventId,
            Timestamp = summary.Timestamp,
            Type = summary.Type,
            State = summary.State,
            Resource = summary.Resource,
            Input = summary.Input,
            Output = summary.Output,
            Error = summary.Failure?.Error,
            Reason = summary.Failure?.Reason,
        };
    }

    private static Listing AsListing(HistoryEventView[] views, DateTimeOffset? start)
    {
        var listing = new Listing("EVENT", "TIME", "AFTER", "TYPE", "DETAIL");
        foreach (var view in views)
        {
            listing.Add(
                view.Id.ToString(CultureInfo.InvariantCulture),
                Times.Show(view.Timestamp),
                view.Timestamp - start is { } after ? DurationText.Format(after) : "",
                view.Type,
                view.Error is not null ? new Failure(view.Error, view.Reason ?? "").AsLine() : view.State ?? view.Resource
            );
        }
        return listing;
    }
}
