namespace PromptToImage.Contracts;

/// <summary>The status of a state in an execution, in the words of the Step Functions console.</summary>
public static class StateStatuses
{
    public const string InProgress = "in progress";
    public const string Succeeded = "succeeded";

    /// <summary>The state failed, and a Catch continued the execution.</summary>
    public const string CaughtError = "caught error";

    /// <summary>The state failed, and with it the execution.</summary>
    public const string Failed = "failed";

    /// <summary>The execution was stopped or timed out in the state.</summary>
    public const string Cancelled = "cancelled";
}
