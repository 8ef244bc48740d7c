namespace PromptToImage.Client.Executions;

/// <summary>The colours of the Step Functions console, as words.</summary>
internal static class StateStatus
{
    public const string InProgress = "in progress";
    public const string Succeeded = "succeeded";
    public const string CaughtError = "caught error";
    public const string Failed = "failed";
    public const string Stopped = "stopped";
}
