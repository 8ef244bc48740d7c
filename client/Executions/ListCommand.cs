using System.CommandLine;
using System.Globalization;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Output;
using PromptToImage.CommandLine;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Values;

namespace PromptToImage.Client.Executions;

/// <summary><c>list</c>: lists executions, newest first.</summary>
internal static class ListCommand
{
    private const int DefaultLimit = 50;

    public static Command Create(CommonOptions common)
    {
        var status = new Option<string?>("--status")
        {
            HelpName = "STATUS",
            Description = $"Only executions with this status: {string.Join(", ", ExecutionStatuses.All)}",
        };
        status.CompletionSources.Add([.. ExecutionStatuses.All]);
        var since = new Option<string?>("--since")
        {
            HelpName = "WHEN",
            Description = "Only executions started since: 30m, 12h, 7d, or a date or time such as 2026-11-22T09:30Z",
        };
        var limit = ParsedOption.Number("--limit", "COUNT", $"The largest number of executions [default: {DefaultLimit}]", 1, int.MaxValue);
        var command = new Command("list", "List prompts by their executions, newest first") { status, since, limit };
        common.SetAction(
            command,
            async (parsed, context, stop) =>
            {
                var now = context.Clock.GetUtcNow();
                var from = parsed.GetValue(since) is { } text ? Since.Parse(text, now) : (DateTimeOffset?)null;
                return await RunAsync(context, StatusOf(parsed.GetValue(status)), from, parsed.GetValue(limit) ?? DefaultLimit, now, stop);
            }
        );
        ProgramHelp.AddExamples(
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
        return ExecutionStatuses.All.Contains(status)
            ? status
            : throw CommandException.WrongUse($"'{text}' is not a status. Use one of {string.Join(", ", ExecutionStatuses.All)}.");
    }

    private static async Task<ExitCode> RunAsync(
        CommandContext context,
        string? status,
        DateTimeOffset? since,
        long limit,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var views = new List<ExecutionView>();
        // ListExecutions returns the newest first.
        await foreach (var execution in context.Executions.ListAsync(status, stop))
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
        if (context.Json)
        {
            OutputJson.Write(context.Screen, views, OutputJson.Default.IReadOnlyListExecutionView);
        }
        else
        {
            AsListing(views, now).WriteTo(context.Screen);
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
