using Amazon.StepFunctions.Model;
using PromptToImage.Client.Output;

namespace PromptToImage.Client.Executions;

/// <summary>The fields that the kinds of history events have in common.</summary>
internal readonly struct EventSummary(HistoryEvent entry)
{
    public string Type => entry.Type.Value;

    public bool EndsExecution =>
        Type is "ExecutionSucceeded" or "ExecutionFailed" or "ExecutionTimedOut" or "ExecutionAborted";

    public DateTimeOffset? Timestamp => Times.Utc(entry.Timestamp);

    public string? State => entry.StateEnteredEventDetails?.Name ?? entry.StateExitedEventDetails?.Name;

    public string? Resource =>
        entry.LambdaFunctionScheduledEventDetails?.Resource
        ?? entry.TaskScheduledEventDetails?.Resource
        ?? entry.TaskFailedEventDetails?.Resource;

    public string? Input =>
        entry.StateEnteredEventDetails?.Input
        ?? entry.LambdaFunctionScheduledEventDetails?.Input
        ?? entry.TaskScheduledEventDetails?.Parameters
        ?? entry.ExecutionStartedEventDetails?.Input;

    public string? Output =>
        entry.StateExitedEventDetails?.Output
        ?? entry.LambdaFunctionSucceededEventDetails?.Output
        ?? entry.TaskSucceededEventDetails?.Output
        ?? entry.ExecutionSucceededEventDetails?.Output;

    /// <summary>Null where the event is not a failure.</summary>
    public Failure? Failure =>
        entry switch
        {
            { LambdaFunctionFailedEventDetails: { } failed } => Read(failed.Error, failed.Cause),
            { LambdaFunctionTimedOutEventDetails: { } failed } => Read(failed.Error, failed.Cause),
            { LambdaFunctionScheduleFailedEventDetails: { } failed } => Read(failed.Error, failed.Cause),
            { LambdaFunctionStartFailedEventDetails: { } failed } => Read(failed.Error, failed.Cause),
            { TaskFailedEventDetails: { } failed } => Read(failed.Error, failed.Cause),
            { TaskTimedOutEventDetails: { } failed } => Read(failed.Error, failed.Cause),
            { TaskStartFailedEventDetails: { } failed } => Read(failed.Error, failed.Cause),
            { TaskSubmitFailedEventDetails: { } failed } => Read(failed.Error, failed.Cause),
            { EvaluationFailedEventDetails: { } failed } => Read(failed.Error, failed.Cause),
            { ExecutionFailedEventDetails: { } failed } => Read(failed.Error, failed.Cause),
            { ExecutionTimedOutEventDetails: { } failed } => Read(failed.Error, failed.Cause),
            { ExecutionAbortedEventDetails: { } failed } => Read(failed.Error, failed.Cause),
            { Type.Value: "ExecutionTimedOut" } => Read("States.Timeout", null),
            _ => null,
        };

    private Failure Read(string? error, string? cause)
    {
        return Executions.Failure.Read(error, cause, Type);
    }
}
