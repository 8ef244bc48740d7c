using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using PromptToImage.Contracts;

namespace PromptToImage.Client.Executions;

/// <summary>Finds a prompt's executions: named after its id, one for each attempt.</summary>
internal sealed class PromptExecutions(IAmazonStepFunctions client, string stateMachineArn)
{
    /// <returns>The latest attempt; null when none was started.</returns>
    public async Task<PromptExecution?> FindLatestAsync(string id, CancellationToken stop)
    {
        var latest = await FindAsync(id, stop);
        // Only what failed is tried again, so the attempts are a chain without gaps.
        while (latest is { HasFailed: true } && await FindAsync(PromptExecutionName.For(latest.Id, latest.Attempt + 1), stop) is { } next)
        {
            latest = next;
        }

        return latest;
    }

    /// <returns>Null when there is no execution of that name.</returns>
    public async Task<PromptExecution?> FindAsync(string name, CancellationToken stop)
    {
        try
        {
            return new PromptExecution(
                await client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = ArnOf(name) }, stop)
            );
        }
        catch (ExecutionDoesNotExistException)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<HistoryEvent>> ReadHistoryAsync(string executionArn, CancellationToken stop)
    {
        var events = new List<HistoryEvent>();
        var request = new GetExecutionHistoryRequest
        {
            ExecutionArn = executionArn,
            MaxResults = 1000,
            IncludeExecutionData = true,
        };
        do
        {
            var page = await client.GetExecutionHistoryAsync(request, stop);
            events.AddRange(page.Events ?? []);
            request.NextToken = page.NextToken;
        } while (!string.IsNullOrEmpty(request.NextToken));
        return events;
    }

    public async IAsyncEnumerable<ExecutionListItem> ListAsync(
        string? status,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop
    )
    {
        var request = new ListExecutionsRequest { StateMachineArn = stateMachineArn, MaxResults = 100 };
        if (status is not null)
        {
            request.StatusFilter = ExecutionStatus.FindValue(status);
        }

        do
        {
            var page = await client.ListExecutionsAsync(request, stop);
            foreach (var execution in page.Executions ?? [])
            {
                yield return execution;
            }

            request.NextToken = page.NextToken;
        } while (!string.IsNullOrEmpty(request.NextToken));
    }

    public Task StopAsync(string executionArn, string cause, CancellationToken stop)
    {
        return client.StopExecutionAsync(
            new StopExecutionRequest
            {
                ExecutionArn = executionArn,
                Error = "Cancelled",
                Cause = cause,
            },
            stop
        );
    }

    private string ArnOf(string name)
    {
        return $"{stateMachineArn.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{name}";
    }
}
