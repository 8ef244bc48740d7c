namespace PromptToImage.Client.Executions;

/// <summary>The status of a prompt that has no execution. An execution has one of the statuses of Step Functions.</summary>
internal static class PromptStatuses
{
    /// <summary>No execution has the id: the prompt waits in the queue, or was never sent.</summary>
    public const string Unknown = "UNKNOWN";

    /// <summary>The client waits for the execution to start.</summary>
    public const string NotStarted = "NOT_STARTED";

    /// <summary>The error for a prompt with this status, without a full stop.</summary>
    public static string DescribeUnknown(string id) => $"{id} is unknown: it waits in the queue, or was never sent";
}
