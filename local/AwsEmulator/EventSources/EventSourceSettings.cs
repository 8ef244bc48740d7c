namespace PromptToImage.AwsEmulator.EventSources;

/// <summary>An event source mapping from a queue to a function. The defaults are Lambda's.</summary>
public sealed record EventSourceSettings
{
    public required string Queue { get; init; }

    public required string Function { get; init; }

    /// <summary>The maximum number of messages per invocation, 1 to 10.</summary>
    public int BatchSize { get; init; } = 10;

    /// <summary>
    /// The maximum number of concurrent invocations, 2 to 1,000. Only the messages of their batches are received in advance:
    /// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html.
    /// </summary>
    public int MaximumConcurrency { get; init; } = 2;

    /// <summary>
    /// Whether the function's response names the messages that failed. Otherwise an invocation without an error has handled all:
    /// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting.
    /// </summary>
    public bool ReportBatchItemFailures { get; init; }
}
