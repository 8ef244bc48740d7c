using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace PromptToImage.Functions.Notify;

/// <summary>Reads an execution that has ended from Step Functions.</summary>
internal sealed class EndedExecutions(IAmazonStepFunctions executions)
{
    public async Task<EndedExecution> FindAsync(string executionArn)
    {
        var execution = await executions.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = executionArn });
        return new EndedExecution(
            execution.ExecutionArn,
            execution.Name,
            execution.Input ?? "",
            execution.Error,
            execution.Cause,
            execution.StartDate is { } start ? new DateTimeOffset(start.ToUniversalTime()) : default,
            await LastStateAsync(executionArn)
        );
    }

    /// <summary>Reads the history in reverse order. Without retries, the last state entered is among the last few events.</summary>
    private async Task<string?> LastStateAsync(string executionArn)
    {
        string? next = null;
        do
        {
            var page = await executions.GetExecutionHistoryAsync(
                new GetExecutionHistoryRequest
                {
                    ExecutionArn = executionArn,
                    ReverseOrder = true,
                    IncludeExecutionData = false,
                    MaxResults = 100,
                    NextToken = next,
                }
            );
            foreach (var entry in page.Events ?? [])
            {
                if (entry.StateEnteredEventDetails?.Name is { } name)
                {
                    return name;
                }
            }

            next = page.NextToken;
        } while (!string.IsNullOrEmpty(next));
        return null;
    }
}
