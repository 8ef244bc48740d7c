using System.CommandLine;
using System.Globalization;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Output;
using PromptToImage.CommandLine;
using PromptToImage.Contracts;

namespace PromptToImage.Client.Executions;

/// <summary><c>status ID…</c>: shows the status of prompts, one line each.</summary>
internal static class StatusCommand
{
    /// <summary>DescribeExecution admits about 15 requests per second and account.</summary>
    private const int AtATime = 4;

    public static Command Create(CommonOptions common)
    {
        var ids = new IdArguments();
        var command = new Command("status", "Show the status of prompts; exit code 1 if one has failed or is unknown");
        ids.AddTo(command);
        common.SetAction(
            command,
            async (parsed, context, cancellationToken) =>
                await RunAsync(context, await ids.ReadAsync(parsed, context.Input, cancellationToken), cancellationToken)
        );
        ProgramHelp.AddExamples(command, "prompt-to-image status order-1234", "prompt-to-image status --ids sent.tsv --json");
        return command;
    }

    private static async Task<ExitCode> RunAsync(CommandContext context, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var executions = context.Executions;
        var views = new List<PromptView>();
        foreach (var some in ids.Chunk(AtATime))
        {
            views.AddRange(await Task.WhenAll(some.Select(id => DescribeAsync(context, executions, id, cancellationToken))));
        }

        if (context.Json)
        {
            OutputJson.Write(context.Screen, views, OutputJson.Default.IReadOnlyListPromptView);
        }
        else
        {
            AsListing(views, context.Clock.GetUtcNow()).WriteTo(context.Screen);
        }

        foreach (var view in views.Where(view => view.Status == PromptStatuses.Unknown))
        {
            context.Screen.Error.WriteLine($"{PromptStatuses.DescribeUnknown(view.Id)}.");
        }

        return views.Any(view => view.Status == PromptStatuses.Unknown || ExecutionStatuses.IsFailure(view.Status))
            ? ExitCode.Failed
            : ExitCode.Done;
    }

    private static async Task<PromptView> DescribeAsync(
        CommandContext context,
        PromptExecutions executions,
        string id,
        CancellationToken cancellationToken
    )
    {
        if (await executions.FindLatestAsync(id, cancellationToken) is not { } found)
        {
            return new PromptView { Id = id, Status = PromptStatuses.Unknown };
        }
        // The history has the state of an execution that has not succeeded.
        var last =
            found.Status == ExecutionStatuses.Succeeded ? null
            : StateTimeline.From(await executions.ReadHistoryAsync(found.Arn, cancellationToken)) is [.., var state] ? state
            : null;
        return PromptView.From(found, context.Clock.GetUtcNow()) with { State = last?.Name };
    }

    private static Listing AsListing(IReadOnlyList<PromptView> views, DateTimeOffset now)
    {
        var listing = new Listing("ID", "STATUS", "ATTEMPT", "STATE", "STARTED", "DURATION", "ERROR");
        foreach (var view in views)
        {
            listing.Add(
                view.Id,
                view.Status,
                view.Attempt?.ToString(CultureInfo.InvariantCulture),
                view.State,
                Times.Show(view.StartedAt),
                view.Duration(now),
                view.Failure()
            );
        }
        return listing;
    }
}
