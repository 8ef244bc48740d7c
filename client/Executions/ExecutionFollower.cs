using System.Runtime.CompilerServices;
using PromptToImage.Client.Commands;
using PromptToImage.CommandLine;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Values;

namespace PromptToImage.Client.Executions;

/// <summary>The state of a prompt at one moment. <c>watch --json</c> writes one for every change.</summary>
/// <param name="Status">Step Functions' name, or <see cref="PromptStatuses.NotStarted"/>.</param>
internal sealed record ExecutionSnapshot(string Id, int Attempt, string Status, IReadOnlyList<StateSummary> States)
{
    /// <summary>Whether two snapshots are equal.</summary>
    public bool SameAs(ExecutionSnapshot? other) =>
        other is not null && Status == other.Status && Attempt == other.Attempt && States.SequenceEqual(other.States);
}

/// <summary>Follows a prompt until its execution has ended. Each look reads only the events that are new.</summary>
internal sealed class ExecutionFollower(CommandContext context)
{
    private readonly PromptExecutions _executions = context.Executions;

    /// <summary>The latest attempt; null before the first one. After the last snapshot, the execution that has ended.</summary>
    public PromptAttempt? Latest { get; private set; }

    /// <summary>
    /// The pause between two looks. AWS admits a few of these requests per second and account, see
    /// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html.
    /// </summary>
    public static TimeSpan IntervalFor(CommandContext context) =>
        context.Settings.IsLocal ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromSeconds(1.5);

    /// <param name="timeout">The longest wait.</param>
    /// <exception cref="CommandException">
    /// The id belongs to another prompt, the attempt does not exist, or the time limit has passed.
    /// </exception>
    public async IAsyncEnumerable<ExecutionSnapshot> FollowAsync(
        AwaitedPrompt prompt,
        TimeSpan timeout,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var end = context.Clock.GetUtcNow() + timeout;
        HistoryReader? history = null;
        var timeline = new StateTimeline();
        var ended = false;
        while (true)
        {
            Latest ??= await FindAsync(prompt, cancellationToken);
            if (Latest is not { } found)
            {
                yield return new ExecutionSnapshot(prompt.Id, (int)prompt.FromAttempt, PromptStatuses.NotStarted, []);
            }
            else
            {
                history ??= new HistoryReader(_executions, found.Arn);
                ended |= await ReadAsync(history, timeline, cancellationToken);
                if (ended)
                {
                    found = Latest = await _executions.FindAsync(found.Name, cancellationToken) ?? found;
                }

                yield return new ExecutionSnapshot(found.Id, found.Attempt, found.Status, timeline.States);
                if (found.HasEnded)
                {
                    yield break;
                }
            }

            await PauseAsync(prompt.Id, end, timeout, cancellationToken);
        }
    }

    /// <returns>Whether the new events end the execution.</returns>
    private static async Task<bool> ReadAsync(HistoryReader history, StateTimeline timeline, CancellationToken cancellationToken)
    {
        var ended = false;
        foreach (var entry in await history.ReadNewAsync(cancellationToken))
        {
            var summary = new EventSummary(entry);
            timeline.Add(summary);
            ended |= summary.EndsExecution;
        }

        return ended;
    }

    private async Task PauseAsync(string id, DateTimeOffset end, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var left = end - context.Clock.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            throw new CommandException(
                ExitCode.TimedOut,
                $"{id} has not ended after {DurationText.Format(timeout)}. To wait longer, pass --timeout TIME."
            );
        }

        var interval = IntervalFor(context);
        await Task.Delay(left < interval ? left : interval, context.Clock, cancellationToken);
    }

    private async Task<PromptAttempt?> FindAsync(AwaitedPrompt prompt, CancellationToken cancellationToken)
    {
        if (await _executions.FindLatestAsync(prompt.Id, cancellationToken) is not { } found)
        {
            return null;
        }

        prompt.CheckOwns(found);
        var fromAttempt = prompt.FromAttempt;
        if (found.Attempt >= fromAttempt)
        {
            return found;
        }

        // Only the next attempt can start, and only after a failure that left a dead letter.
        return found.Attempt + 1 < fromAttempt || found.Status is ExecutionStatuses.Succeeded or ExecutionStatuses.Aborted
            ? throw new CommandException(
                ExitCode.Failed,
                $"{prompt.Id} has no attempt {fromAttempt}. Its latest attempt is {found.Attempt}, which is {found.Status}."
            )
            : null;
    }
}
