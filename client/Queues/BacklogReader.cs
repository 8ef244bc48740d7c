using Amazon.StepFunctions.Model;
using PromptToImage.Client.Executions;
using PromptToImage.Client.Output;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Flow;

namespace PromptToImage.Client.Queues;

/// <summary>Reads from Step Functions how many executions run, and how fast they end.</summary>
internal static class BacklogReader
{
    /// <returns>Null where the state machine does not exist.</returns>
    public static async Task<Backlog?> ReadAsync(PromptExecutions executions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var running = 0;
            await foreach (var _ in executions.ListAsync(ExecutionStatuses.Running, cancellationToken))
            {
                running++;
            }

            var ended = new List<DateTimeOffset>();
            await foreach (var execution in executions.ListAsync(status: null, cancellationToken).Take(Backlog.Sample))
            {
                if (Times.Utc(execution.StopDate) is { } time)
                {
                    ended.Add(time);
                }
            }

            return new Backlog(running, Backlog.Rate(ended, now));
        }
        catch (StateMachineDoesNotExistException)
        {
            return null;
        }
    }
}
