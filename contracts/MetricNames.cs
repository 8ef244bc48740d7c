namespace PromptToImage.Contracts;

/// <summary>The metrics that functions write, each with the one dimension <see cref="Dimension"/>.</summary>
public static class MetricNames
{
    public const string Namespace = "PromptToImage";

    /// <summary>The name of the function that writes the metric. It differs between deployments in one account.</summary>
    public const string Dimension = "FunctionName";

    /// <summary>Start: prompts started, a count.</summary>
    public const string Started = "PromptsStarted";

    /// <summary>
    /// Start: the age in seconds of a prompt that waits for room, since it was sent. SQS does not count the age of a message that was
    /// received three times or more, so the queue's own metric does not show such a prompt:
    /// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html.
    /// </summary>
    public const string OldestPromptAge = "OldestPromptAge";

    /// <summary>Start: messages dead-lettered without an execution, a count.</summary>
    public const string Rejected = "PromptsRejected";

    /// <summary>Generate: how long the model took, in milliseconds.</summary>
    public const string GenerationLatency = "GenerationLatency";

    /// <summary>Generate: 1 for a call that the model throttled or did not answer, 0 for a call that it answered.</summary>
    public const string ModelUnavailable = "ModelUnavailable";

    /// <summary>Generate: list price of the images, in US dollars.</summary>
    public const string EstimatedCost = "EstimatedCost";

    /// <summary>Generate: prompts that the content filter blocked, a count.</summary>
    public const string Filtered = "PromptsFiltered";

    /// <summary>Store: images stored, a count.</summary>
    public const string Images = "ImagesStored";
}
