namespace PromptToImage.SqsModel;

/// <summary>
/// SQS's quotas,
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-quotas.html.
/// </summary>
public static class QueueLimits
{
    /// <summary>The size of a message with its attributes, and of a batch: 1 MiB.</summary>
    public const int MaxMessageBytes = 1024 * 1024;

    public const int MaxBatchSize = 10;

    public const int MaxMessageAttributes = 10;

    /// <summary>The messages of a standard queue that are received and neither deleted nor visible again.</summary>
    public const int MaxInFlightMessages = 120_000;

    public const int MaxWaitSeconds = 20;

    public const int MaxDelaySeconds = 900;

    /// <summary>12 hours from the receive.</summary>
    public const int MaxVisibilityTimeoutSeconds = 43_200;

    public const int MinRetentionSeconds = 60;

    public const int MaxRetentionSeconds = 1_209_600;

    public const int MaxReceiveCount = 1000;

    /// <summary>The shortest time between two purges of a queue.</summary>
    public static readonly TimeSpan PurgeInterval = TimeSpan.FromSeconds(60);
}
