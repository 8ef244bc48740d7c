namespace PromptToImage.AwsEmulator.Executions;

/// <summary>An execution with its data, as DescribeExecution gives it.</summary>
public sealed record ExecutionDetails
{
    public required ExecutionRecord Execution { get; init; }

    /// <summary>JSON text.</summary>
    public required string Input { get; init; }

    /// <summary>JSON text; only of one that succeeded.</summary>
    public string? Output { get; init; }

    public string? Cause { get; init; }

    /// <summary>Why it cannot be redriven, in AWS's words, or null when it can.</summary>
    public string? NotRedrivableReason { get; init; }
}
