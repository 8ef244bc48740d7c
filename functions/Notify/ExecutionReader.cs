using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using PromptToImage.Functions.Notices;

namespace PromptToImage.Functions.Notify;

/// <summary>Reads an execution and its history from Step Functions.</summary>
internal sealed class ExecutionReader(IAmazonStepFunctions executions)
{
    /// <summary>The most that one response has. All retries of the definition need two responses.</summary>
    private const int EventsPerPage = 1_000;

    /// <summary>An execution that a person redrives often has more events. Only its last ones are read.</summary>
    private const int MaxPages = 5;

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

    /// <summary>The failed tries among the last 5,000 events of an execution, the earliest first.</summary>
    public async Task<IReadOnlyList<FailedTry>> FailedTriesAsync(string executionArn)
    {
        List<FailedTry> tries = [];
        var stateTries = 0;
        await foreach (var entry in ReadBackwardsAsync(executionArn, EventsPerPage, MaxPages))
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
        await foreach (var entry in ReadBackwardsAsync(executionArn, eventsPerPage: 100))
        {
            if (entry.StateEnteredEventDetails?.Name is { } name)
            {
                return name;
            }
        }

        return null;
    }

    private async IAsyncEnumerable<HistoryEvent> ReadBackwardsAsync(string executionArn, int eventsPerPage, int maxPages = int.MaxValue)
    {
        string? next = null;
        var pages = 0;
        do
        {
            var page = await executions.GetExecutionHistoryAsync(
                new GetExecutionHistoryRequest
                {
                    ExecutionArn = executionArn,
                    ReverseOrder = true,
                    IncludeExecutionData = false,
                    MaxResults = eventsPerPage,
                    NextToken = next,
                }
            );
            foreach (var entry in page.Events ?? [])
            {
                yield return entry;
            }

            next = page.NextToken;
        } while (!string.IsNullOrEmpty(next) && ++pages < maxPages);
    }

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
