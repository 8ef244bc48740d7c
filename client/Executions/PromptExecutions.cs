using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using PromptToImage.Contracts;

namespace PromptToImage.Client.Executions;

/// <summary>Finds a prompt's executions. They are named after its id, one for each attempt.</summary>
internal sealed class PromptExecutions(IAmazonStepFunctions client, string stateMachineArn)
{
    /// <returns>The latest attempt; null where none was started.</returns>
    public async Task<PromptAttempt?> FindLatestAsync(string id, CancellationToken cancellationToken)
    {
        var latest = await FindAsync(id, cancellationToken);
        // Only a failed attempt has a next one, so the attempts are numbered without gaps.
        while (
            latest is { HasFailed: true }
            && await FindAsync(PromptExecutionName.For(latest.Id, latest.Attempt + 1), cancellationToken) is { } next
        )
        {
            latest = next;
        }

        return latest;
    }

    /// <returns>Null where there is no execution of that name.</returns>
    public async Task<PromptAttempt?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return new PromptAttempt(
                await client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = ArnOf(name) }, cancellationToken)
            );
        }
        catch (ExecutionDoesNotExistException)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<HistoryEvent>> ReadHistoryAsync(string executionArn, CancellationToken cancellationToken)
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
            var page = await client.GetExecutionHistoryAsync(request, cancellationToken);
            events.AddRange(page.Events ?? []);
            request.NextToken = page.NextToken;
        } while (!string.IsNullOrEmpty(request.NextToken));
        return events;
    }

    /// <summary>A page of the history, newest event first, without inputs and outputs.</summary>
    /// <param name="token">The token of the previous page; null for the first page.</param>
    public Task<GetExecutionHistoryResponse> ReadLatestEventsAsync(
        string executionArn,
        int count,
        string? token,
        CancellationToken cancellationToken
    )
    {
        return client.GetExecutionHistoryAsync(
            new GetExecutionHistoryRequest
            {
                ExecutionArn = executionArn,
                MaxResults = count,
                ReverseOrder = true,
                IncludeExecutionData = false,
                NextToken = token,
            },
            cancellationToken
        );
    }

    public async IAsyncEnumerable<ExecutionListItem> ListAsync(
        string? status,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var request = new ListExecutionsRequest { StateMachineArn = stateMachineArn, MaxResults = 100 };
        if (status is not null)
        {
            request.StatusFilter = ExecutionStatus.FindValue(status);
        }

        do
        {
            var page = await client.ListExecutionsAsync(request, cancellationToken);
            foreach (var execution in page.Executions ?? [])
            {
                yield return execution;
            }

            request.NextToken = page.NextToken;
        } while (!string.IsNullOrEmpty(request.NextToken));
    }

    public Task StopAsync(string executionArn, string cause, CancellationToken cancellationToken)
    {
        return client.StopExecutionAsync(
            new StopExecutionRequest
            {
                ExecutionArn = executionArn,
                Error = "Cancelled",
                Cause = cause,
            },
            cancellationToken
        );
    }

    private string ArnOf(string name)
    {
        return StateMachineArns.ForExecution(stateMachineArn, name);
    }
}
