using System.Runtime.CompilerServices;

namespace PromptToImage.Client.Executions;

/// <summary>Looks again and again how a prompt stands, until it has ended.</summary>
internal sealed class ExecutionFollower(PromptExecutions executions, TimeProvider clock, TimeSpan interval)
{
    /// <summary>A local runner is asked five times a second; AWS allows some ten such requests a second for all of an account.</summary>
    public static TimeSpan IntervalFor(bool isLocal)
    {
        return isLocal ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromSeconds(1.5);
    }

    /// <summary>What was found last; after the last snapshot, the execution that has ended.</summary>
    public PromptExecution? Latest { get; private set; }

    /// <param name="message">What was sent under that id; null when that is not known.</param>
    /// <param name="fromAttempt">Earlier ones do not count: a redriven prompt has failed before.</param>
    /// <exception cref="ClientException">The id is another prompt's.</exception>
    public async IAsyncEnumerable<ExecutionSnapshot> FollowAsync(
        string id,
        string? message,
        long fromAttempt,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        while (true)
        {
            Latest = await executions.FindLatestAsync(id, stop);
            if (message is not null && Latest?.Message is { } taken && taken != message)
            {
                throw new ClientException(
                    ExitCode.PromptFailed,
                    $"The id '{id}' is taken by another prompt, so this one becomes a dead letter (RequestIdConflict). Send it with an id of its own."
                );
            }
            if (Latest?.Attempt < fromAttempt)
            {
                Latest = null;
            }

            yield return Latest is { } found
                ? new ExecutionSnapshot(
                    found.Id,
                    found.Attempt,
                    found.Status,
                    StateTimeline.Of(await executions.ReadHistoryAsync(found.Arn, stop))
                )
                : new ExecutionSnapshot(id, (int)fromAttempt, ExecutionStates.NotStarted, []);
            if (Latest is { HasEnded: true })
            {
                yield break;
            }

            await Task.Delay(interval, clock, stop);
        }
    }
}
