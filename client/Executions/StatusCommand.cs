using System.CommandLine;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Output;
using PromptToImage.Contracts.Values;

namespace PromptToImage.Client.Executions;

/// <summary><c>status ID…</c>: how prompts stand, one line each.</summary>
internal static class StatusCommand
{
    /// <summary>DescribeExecution allows some 15 a second.</summary>
    private const int AtATime = 4;

    public static Command Create(CommandEnvironment environment)
    {
        var ids = new IdArguments();
        var command = new Command("status", "Say how prompts stand; exit code 1 when one has failed");
        ids.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                using var session = environment.Open(parsed);
                return (int)await RunAsync(session, await ids.ReadAsync(parsed, session.Surroundings.Input, stop), stop);
            }
        );
        HelpWithExamples.Add(command, "prompt-to-image status order-1234", "prompt-to-image status --ids sent.tsv --json");
        return command;
    }

    private static async Task<ExitCode> RunAsync(Session session, IReadOnlyList<string> ids, CancellationToken stop)
    {
        var executions = session.Executions;
        var views = new List<ExecutionView>();
        foreach (var some in ids.Chunk(AtATime))
        {
            views.AddRange(await Task.WhenAll(some.Select(id => DescribeAsync(session, executions, id, stop))));
        }

        if (session.Json)
        {
            OutputJson.Write(session.Screen, views, OutputJson.Default.IReadOnlyListExecutionView);
        }
        else
        {
            AsListing(views, session.Surroundings.Clock.GetUtcNow()).WriteTo(session.Screen);
        }

        return views.Any(view => ExecutionStates.IsFailure(view.Status)) ? ExitCode.PromptFailed : ExitCode.Done;
    }

    private static async Task<ExecutionView> DescribeAsync(Session session, PromptExecutions executions, string id, CancellationToken stop)
    {
        if (await executions.FindLatestAsync(id, stop) is not { } found)
        {
            return new ExecutionView { Id = id, Status = ExecutionStates.NotStarted };
        }
        // A finished prompt tells by itself; for the others, the history knows the state they are in.
        var last =
            found.Status == ExecutionStates.Succeeded ? null
            : StateTimeline.Of(await executions.ReadHistoryAsync(found.Arn, stop)) is [.., var state] ? state
            : null;
        var end = found.EndedAt ?? session.Surroundings.Clock.GetUtcNow();
        return new ExecutionView
        {
            Id = found.Id,
            Status = found.Status,
            Attempt = found.Attempt,
            State = last?.Name,
            StartedAt = found.StartedAt,
            EndedAt = found.EndedAt,
            Seconds = found.StartedAt is { } start ? Math.Round((end - start).TotalSeconds, 3) : null,
            Image = found.Stored,
            Error = found.Failure?.Error,
            Reason = found.Failure?.Reason,
            ExecutionArn = found.Arn,
        };
    }

    private static Listing AsListing(IReadOnlyList<ExecutionView> views, DateTimeOffset now)
    {
        var listing = new Listing("ID", "STATUS", "ATTEMPT", "STATE", "STARTED", "DURATION", "ERROR");
        foreach (var view in views)
        {
            listing.Add(
                view.Id,
                view.Status,
                view.Attempt?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                view.State,
                Times.Show(view.StartedAt),
                view.StartedAt is { } start ? DurationText.Format((view.EndedAt ?? now) - start) : "",
                view.Error is null ? "" : new Failure(view.Error, view.Reason ?? "").AsLine()
            );
        }
        return listing;
    }
}
