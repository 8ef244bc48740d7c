using System.CommandLine;
using System.Globalization;
using Amazon.StepFunctions.Model;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Output;
using PromptToImage.CommandLine;
using PromptToImage.Contracts.Values;

namespace PromptToImage.Client.Executions;

/// <summary>One event of <c>history --json</c>. Input and output are JSON text, as in Step Functions.</summary>
internal sealed record HistoryEventView
{
    public required long Id { get; init; }

    public long? PreviousEventId { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    public required string Type { get; init; }

    /// <summary>The state that the execution enters or exits.</summary>
    public string? State { get; init; }

    public string? Resource { get; init; }

    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? Error { get; init; }

    public string? Reason { get; init; }
}

/// <summary><c>history ID</c>: shows the events of the latest attempt, or of the named one.</summary>
internal static class HistoryCommand
{
    public static Command Create(CommonOptions common)
    {
        var id = new Argument<string>("id") { HelpName = "ID", Description = "A prompt's id, or its execution's name or ARN" };
        var command = new Command("history", "Show the events of a prompt's execution") { id };
        common.SetAction(
            command,
            async (parsed, context, cancellationToken) =>
                await RunAsync(context, IdArguments.IdFrom(parsed.GetRequiredValue(id)), cancellationToken)
        );
        ProgramHelp.AddExamples(
            command,
            "prompt-to-image history order-1234",
            "prompt-to-image history order-1234 --json | jq '.[] | select(.error)'"
        );
        return command;
    }

    private static async Task<ExitCode> RunAsync(CommandContext context, string id, CancellationToken cancellationToken)
    {
        var executions = context.Executions;
        var found =
            await executions.FindLatestAsync(id, cancellationToken)
            ?? throw new CommandException(ExitCode.Failed, PromptStatuses.DescribeUnknown(id) + ".");
        HistoryEventView[] views = [.. (await executions.ReadHistoryAsync(found.Arn, cancellationToken)).Select(ViewOf)];
        if (context.Json)
        {
            OutputJson.Write(context.Screen, views, OutputJson.Default.IReadOnlyListHistoryEventView);
        }
        else
        {
            AsListing(views, found.StartedAt).WriteTo(context.Screen);
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
