using System.CommandLine;
using System.Globalization;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Output;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Values;

namespace PromptToImage.Client.Executions;

/// <summary><c>list</c>: the executions, newest first.</summary>
internal static class ListCommand
{
    private const int DefaultLimit = 50;

    public static Command Create(CommandEnvironment environment)
    {
        var status = new Option<string?>("--status")
        {
            HelpName = "STATUS",
            Description = $"Only those: {string.Join(", ", ExecutionStates.All)}",
        };
        status.CompletionSources.Add([.. ExecutionStates.All]);
        var since = new Option<string?>("--since")
        {
            HelpName = "WHEN",
            Description = "Only those started since: 30m, 12h, 7d, or a date or time as 2026-11-22T09:30Z",
        };
        var limit = NumberOption.Create("--limit", "COUNT", $"At most so many [default: {DefaultLimit}]", 1, int.MaxValue);
        var command = new Command("list", "List prompts by their executions, newest first") { status, since, limit };
        command.SetAction(
            async (parsed, stop) =>
            {
                using var session = environment.Open(parsed);
                var now = session.Surroundings.Clock.GetUtcNow();
                var from = parsed.GetValue(since) is { } text ? Since.Parse(text, now) : (DateTimeOffset?)null;
                return (int)
                    await RunAsync(session, StatusOf(parsed.GetValue(status)), from, parsed.GetValue(limit) ?? DefaultLimit, now, stop);
            }
        );
        HelpWithExamples.Add(
            command,
            "prompt-to-image list --status FAILED --since 24h",
            "prompt-to-image list --limit 1000 --json | jq -r '.[].id'"
        );
        return command;
    }

    private static string? StatusOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var status = text.ToUpperInvariant().Replace('-', '_');
        return ExecutionStates.All.Contains(status)
            ? status
            : throw ClientException.WrongUse($"'{text}' is no status; use one of {string.Join(", ", ExecutionStates.All)}.");
    }

    private static async Task<ExitCode> RunAsync(
        Session session,
        string? status,
        DateTimeOffset? since,
        long limit,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var views = new List<ExecutionView>();
        // They come newest first, so the first that is too old ends it.
        await foreach (var execution in session.Executions.ListAsync(status, stop))
        {
            var startedAt = Times.Utc(execution.StartDate);
            if (startedAt < since || views.Count == limit)
            {
                break;
            }

            var (id, attempt) = PromptExecutionName.Parse(execution.Name);
            var endedAt = Times.Utc(execution.StopDate);
            views.Add(
                new ExecutionView
                {
                    Id = id,
                    Attempt = attempt,
                    Name = execution.Name,
                    Status = execution.Status.Value,
                    StartedAt = startedAt,
                    EndedAt = endedAt,
                    Seconds = startedAt is { } start ? Math.Round(((endedAt ?? now) - start).TotalSeconds, 3) : null,
                    ExecutionArn = execution.ExecutionArn,
                }
            );
        }
        if (session.Json)
        {
            OutputJson.Write(session.Screen, views, OutputJson.Default.IReadOnlyListExecutionView);
        }
        else
        {
            AsListing(views, now).WriteTo(session.Screen);
        }

        return ExitCode.Done;
    }

    private static Listing AsListing(IReadOnlyList<ExecutionView> views, DateTimeOffset now)
    {
        var listing = new Listing("ID", "STATUS", "ATTEMPT", "STARTED", "DURATION");
        foreach (var view in views)
        {
            listing.Add(
                view.Id,
                view.Status,
                view.Attempt?.ToString(CultureInfo.InvariantCulture),
                Times.Show(view.StartedAt),
                view.StartedAt is { } start ? DurationText.Format((view.EndedAt ?? now) - start) : ""
            );
        }
        return listing;
    }
}
