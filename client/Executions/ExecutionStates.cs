namespace PromptToImage.Client.Executions;

/// <summary>The status of a prompt: Step Functions' names and two for prompts without an execution.</summary>
internal static class ExecutionStates
{
    /// <summary>No execution has the id: the prompt waits in the queue, or was never sent.</summary>
    public const string Unknown = "UNKNOWN";

    /// <summary>The client waits for the execution to start.</summary>
    public const string NotStarted = "NOT_STARTED";

    public const string Running = "RUNNING";
    public const string Succeeded = "SUCCEEDED";
    public const string Failed = "FAILED";
    public const string TimedOut = "TIMED_OUT";
    public const string Aborted = "ABORTED";

    /// <summary>The names that <c>list</c> can filter by.</summary>
    public static IReadOnlyList<string> All { get; } = [Running, Succeeded, Failed, TimedOut, Aborted];

    public static bool IsFailure(string status) => status is Failed or TimedOut or Aborted;
}
