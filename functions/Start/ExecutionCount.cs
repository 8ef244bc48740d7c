using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using PromptToImage.Contracts;

namespace PromptToImage.Functions.Start;

/// <summary>Counts what runs, as far as the limit goes.</summary>
internal sealed class ExecutionCount(IAmazonStepFunctions executions, string stateMachineArn, int limit, TimeProvider time)
{
    public int Limit => limit;

    /// <summary>How long each running execution has been running; at most as many as the limit.</summary>
    public async Task<IReadOnlyList<TimeSpan>> RunningForAsync()
    {
        List<TimeSpan> running = [];
        string? next = null;
        do
        {
            // One page nearly always; a page may hold fewer than asked for, though.
            var page = await executions.ListExecutionsAsync(
                new ListExecutionsRequest
                {
                    // All versions: an alias would list only its own executions.
                    StateMachineArn = StateMachineArns.Unqualified(stateMachineArn),
                    StatusFilter = ExecutionStatus.RUNNING,
                    MaxResults = limit,
                    NextToken = next,
                }
            );
            var now = time.GetUtcNow().UtcDateTime;
            foreach (var execution in page.Executions ?? [])
            {
                var age = execution.StartDate is { } start ? now - start.ToUniversalTime() : TimeSpan.Zero;
                running.Add(age > TimeSpan.Zero ? age : TimeSpan.Zero);
            }

            next = page.NextToken;
        } while (running.Count < limit && !string.IsNullOrEmpty(next));
        return running;
    }
}
