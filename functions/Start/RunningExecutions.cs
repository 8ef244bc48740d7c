using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using PromptToImage.Contracts;

namespace PromptToImage.Functions.Start;

/// <summary>Lists the running executions of the state machine.</summary>
internal sealed class RunningExecutions(IAmazonStepFunctions executions, string stateMachineArn)
{
    /// <param name="limit">The maximum number of executions to list.</param>
    /// <returns>The names, the newest first.</returns>
    public async Task<IReadOnlyList<string>> ListNamesAsync(int limit)
    {
        List<string> names = [];
        string? next = null;
        do
        {
            // A page can have fewer executions than requested and still not be the last one.
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
            names.AddRange((page.Executions ?? []).Select(execution => execution.Name));
            next = page.NextToken;
        } while (names.Count < limit && !string.IsNullOrEmpty(next));
        return names;
    }
}
