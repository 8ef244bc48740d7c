using PromptToImage.AwsEmulator.Executions;
using PromptToImage.CloudWatchModel;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.AwsEmulator.CloudWatch;

/// <summary>
/// Reports Step Functions' metrics of executions, https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html.
/// </summary>
internal sealed class ExecutionMetrics(MetricStore metrics)
{
    /// <summary>Adds a stored change of an execution.</summary>
    public void Add(ExecutionChange change)
    {
        var execution = change.Execution;
        if (change.Events[0].Type == HistoryEventType.ExecutionStarted)
        {
            Put("ExecutionsStarted", execution.StartDate, 1);
        }

        if (execution.StopDate is not { } ended)
        {
            return;
        }

        Put(NameOf(execution.Status), ended, 1);
        Put("ExecutionTime", ended, (ended - execution.StartDate).TotalMilliseconds);

        void Put(string name, DateTimeOffset at, double value) =>
            metrics.Put(new MetricId("AWS/States", name, "StateMachineArn", execution.StateMachineArn), at, value);
    }

    private static string NameOf(ExecutionStatus status) =>
        status switch
        {
            ExecutionStatus.Succeeded => "ExecutionsSucceeded",
            ExecutionStatus.Failed => "ExecutionsFailed",
            ExecutionStatus.TimedOut => "ExecutionsTimedOut",
            ExecutionStatus.Aborted => "ExecutionsAborted",
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
        };
}
