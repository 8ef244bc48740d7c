namespace PromptToImage.Client.Executions;

/// <summary>What a prompt can be, in Step Functions' words, and one of our own.</summary>
internal static class ExecutionStates
{
    /// <summary>No execution has that name: the prompt waits in the queue, or was never sent.</summary>
    public const string NotStarted = "NOT_STARTED";

    public const string Running = "RUNNING";
    public const string Succeeded = "SUCCEEDED";

    public static IReadOnlyList<string> All { get; } = [Running, Succeeded, "FAILED", "TIMED_OUT", "ABORTED"];

    public static bool IsFailure(string status)
    {
        return status is "FAILED" or "TIMED_OUT" or "ABORTED";
    }
}
