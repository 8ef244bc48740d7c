using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using PromptToImage.Functions.Notices;

namespace PromptToImage.Functions.Notify;

/// <summary>Reads an execution and its history from Step Functions.</summary>
internal sealed class ExecutionReader(IAmazonStepFunctions executions)
{
    /// <summary>Enough for all retries of a state but those of a model that stays unavailable for long.</summary>
    private const int EventsForTries = 1_000;

    public async Task<EndedExecution> FindAsync(string executionArn)
    {
        var execution = await executions.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = executionArn });
        return new EndedExecution(
            execution.ExecutionArn,
            execution.Name,
            execution.Input ?? "",
            execution.Error,
            execution.Cause,
            ToOffset(execution.StartDate),
            await LastStateAsync(executionArn)
        );
    }

    /// <summary>The failed tries among the last 1,000 events of an execution, the earliest first.</summary>
    public async Task<IReadOnlyList<FailedTry>> FailedTriesAsync(string executionArn)
    {
        var page = await ReadBackwardsAsync(executionArn, EventsForTries, null);
        List<FailedTry> tries = [];
        var stateTries = 0;
        foreach (var entry in page.Events ?? [])
        {
            if (FailureOf(entry) is { } failure)
            {
                tries.Add(new FailedTry(ToOffset(entry.Timestamp), "", failure.Error ?? "", failure.Cause));
                stateTries++;
            }
            else if (entry.StateEnteredEventDetails?.Name is { } state)
            {
                // Backwards, the tries of a state come before its beginning.
                for (var i = tries.Count - stateTries; i < tries.Count; i++)
                {
                    tries[i] = tries[i] with { State = state };
                }

                stateTries = 0;
            }
        }

        tries.Reverse();
        return tries;
    }

    /// <summary>Reads the history in reverse order. Without retries, the last state entered is among the last few events.</summary>
    private async Task<string?> LastStateAsync(string executionArn)
    {
        string? next = null;
        do
        {
            var page = await ReadBackwardsAsync(executionArn, 100, next);
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

    private Task<GetExecutionHistoryResponse> ReadBackwardsAsync(string executionArn, int maxResults, string? nextToken) =>
        executions.GetExecutionHistoryAsync(
            new GetExecutionHistoryRequest
            {
                ExecutionArn = executionArn,
                ReverseOrder = true,
                IncludeExecutionData = false,
                MaxResults = maxResults,
                NextToken = nextToken,
            }
        );

    /// <summary>The error and cause of a try that failed; null for any other event.</summary>
    private static (string? Error, string? Cause)? FailureOf(HistoryEvent entry) =>
        entry switch
        {
            { LambdaFunctionFailedEventDetails: { } details } => (details.Error, details.Cause),
            { LambdaFunctionScheduleFailedEventDetails: { } details } => (details.Error, details.Cause),
            { LambdaFunctionStartFailedEventDetails: { } details } => (details.Error, details.Cause),
            { LambdaFunctionTimedOutEventDetails: { } details } => (details.Error, details.Cause),
            { TaskFailedEventDetails: { } details } => (details.Error, details.Cause),
            { TaskStartFailedEventDetails: { } details } => (details.Error, details.Cause),
            { TaskSubmitFailedEventDetails: { } details } => (details.Error, details.Cause),
            { TaskTimedOutEventDetails: { } details } => (details.Error, details.Cause),
            { EvaluationFailedEventDetails: { } details } => (details.Error, details.Cause),
            _ => null,
        };

    private static DateTimeOffset ToOffset(DateTime? time) => time is { } known ? new DateTimeOffset(known.ToUniversalTime()) : default;
}
