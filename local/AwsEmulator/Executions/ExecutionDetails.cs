namespace PromptToImage.AwsEmulator.Executions;

/// <summary>An execution with its data, as DescribeExecution returns it.</summary>
public sealed record ExecutionDetails
{
    public required ExecutionRecord Execution { get; init; }

    /// <summary>JSON text.</summary>
    public required string Input { get; init; }

    /// <summary>JSON text; null unless the execution succeeded.</summary>
    public string? Output { get; init; }

    public string? Cause { get; init; }

    /// <summary>Why the execution cannot be redriven, in AWS's words; null if it can.</summary>
    public string? NotRedrivableReason { get; init; }
}
