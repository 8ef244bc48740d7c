using System.CommandLine;
using System.Globalization;
using Amazon.StepFunctions.Model;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Output;
using PromptToImage.CommandLine;
using PromptToImage.Contracts;

namespace PromptToImage.Client.Executions;

/// <summary><c>list</c>: lists executions, newest first.</summary>
internal static class ListCommand
{
    private const int DefaultLimit = 50;

    /// <summary>DescribeExecution admits about 15 requests per second and account.</summary>
    private const int AtATime = 4;

    public static Command Create(CommonOptions common)
    {
        var status = new Option<string?>("--status")
        {
            HelpName = "STATUS",
            Description = $"Only executions with this status: {string.Join(", ", ExecutionStatuses.All)}",
        };
        status.CompletionSources.Add([.. ExecutionStatuses.All]);
        var since = ParsedOption.Text(
            "--since",
            "WHEN",
            "Only executions started since: a number and ms, s, min, h or d (30min, 12h, 7d ago), or a time (2026-11-22T09:30Z)"
        );
        var until = ParsedOption.Text("--until", "WHEN", "Only executions started until: as --since");
        var search = ParsedOption.Text("--search", "TEXT", "Only prompts or ids with this text");
        var error = ParsedOption.Text("--error", "TEXT", "Only executions with this text in their error or its reason");
        var limit = ParsedOption.Number("--limit", "COUNT", $"The largest number of executions [default: {DefaultLimit}]", 1, int.MaxValue);
        var command = new Command("list", "List prompts by their executions, newest first") { status, since, until, search, error, limit };
        common.SetAction(
            command,
            async (parsed, context, cancellationToken) =>
            {
                var now = context.Clock.GetUtcNow();
                var filter = new ListFilter
                {
                    Status = StatusOf(parsed.GetValue(status)),
                    Since = parsed.GetValue(since) is { } earliest ? PointInTime.Parse(earliest, now) : null,
                    Until = parsed.GetValue(until) is { } latest ? PointInTime.Parse(latest, now) : null,
                    Search = parsed.GetValue(search),
                    Error = parsed.GetValue(error),
                    Limit = parsed.GetValue(limit) ?? DefaultLimit,
                };
                return await RunAsync(context, filter, now, cancellationToken);
            }
        );
        ProgramHelp.AddExamples(
            command,
            "prompt-to-image list --status FAILED --since 24h",
            "prompt-to-image list --search croissant --since 2026-11-01 --until 2026-11-08",
            "prompt-to-image list --error ContentFilteredException",
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
        ListFilter filter,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var views = await FindAsync(context.Executions, filter, now, cancellationToken);
        if (context.Json)
        {
            OutputJson.Write(context.Screen, views, OutputJson.Default.IReadOnlyListPromptView);
        }
        else
        {
            AsListing(views, now).WriteTo(context.Screen);
        }

        return ExitCode.Done;
    }

    private static async Task<List<PromptView>> FindAsync(
        PromptExecutions executions,
        ListFilter filter,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        // ListExecutions returns the newest first, without inputs and errors.
        var candidates = executions
            .ListAsync(filter.Status, cancellationToken)
            .TakeWhile(execution => filter.Since is null || Times.Utc(execution.StartDate) >= filter.Since)
            .Where(execution => filter.Until is null || Times.Utc(execution.StartDate) <= filter.Until)
            .Where(execution => filter.Error is null || ExecutionStatuses.IsFailure(execution.Status.Value));
        var views = new List<PromptView>();
        await foreach (var some in candidates.Chunk(AtATime).WithCancellation(cancellationToken))
        {
            foreach (var view in await Task.WhenAll(some.Select(execution => DescribeAsync(executions, execution, now, cancellationToken))))
            {
                if (view is not null && filter.Admits(view))
                {
                    views.Add(view);
                }

                if (views.Count == filter.Limit)
                {
                    return views;
                }
            }
        }

        return views;
    }

    /// <returns>Null where Step Functions has deleted the execution since it was listed.</returns>
    private static async Task<PromptView?> DescribeAsync(
        PromptExecutions executions,
        ExecutionListItem execution,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) => await executions.FindAsync(execution.Name, cancellationToken) is { } found ? PromptView.From(found, now) : null;

    private static Listing AsListing(IReadOnlyList<PromptView> views, DateTimeOffset now)
    {
        var listing = new Listing("ID", "STATUS", "ATTEMPT", "STARTED", "DURATION", "ERROR", "PROMPT");
        foreach (var view in views)
        {
            listing.Add(
                view.Id,
                view.Status,
                view.Attempt?.ToString(CultureInfo.InvariantCulture),
                Times.Show(view.StartedAt),
                view.Duration(now),
                view.Failure(),
                view.Prompt?.ReplaceLineEndings(" ")
            );
        }
        return listing;
    }
}
