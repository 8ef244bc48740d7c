namespace PromptToImage.AwsEmulator.Executions;

/// <summary>The order of a list of executions.</summary>
public enum ExecutionOrder
{
    /// <summary>The order of Step Functions.</summary>
    NewestFirst,

    OldestFirst,

    /// <summary>By duration. Running executions come first. A page reads all executions.</summary>
    LongestFirst,
}
