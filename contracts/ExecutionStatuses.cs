namespace PromptToImage.Contracts;

/// <summary>The names that Step Functions gives to the status of an execution.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html</remarks>
public static class ExecutionStatuses
{
    public const string Running = "RUNNING";
    public const string Succeeded = "SUCCEEDED";
    public const string Failed = "FAILED";
    public const string TimedOut = "TIMED_OUT";
    public const string Aborted = "ABORTED";

    /// <summary>Every status of a state machine's executions. PENDING_REDRIVE is for Map runs only.</summary>
    public static IReadOnlyList<string> All { get; } = [Running, Succeeded, Failed, TimedOut, Aborted];

    /// <summary>Whether an execution with this status has ended without success.</summary>
    public static bool IsFailure(string status) => status is Failed or TimedOut or Aborted;
}
