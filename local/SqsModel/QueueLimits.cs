namespace PromptToImage.SqsModel;

/// <summary>
/// SQS's quotas,
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-quotas.html.
/// </summary>
public static class QueueLimits
{
    /// <summary>1 MiB, for a message with its attributes and for a batch together.</summary>
    public const int LargestMessageBytes = 1024 * 1024;

    public const int LargestBatch = 10;

    public const int MostMessageAttributes = 10;

    /// <summary>Messages of one standard queue that are received and neither deleted nor visible again.</summary>
    public const int MostInFlight = 120_000;

    public const int LongestWaitSeconds = 20;

    public const int LongestDelaySeconds = 900;

    /// <summary>12 hours, counted from the receive.</summary>
    public const int LongestVisibilitySeconds = 43_200;

    public const int ShortestRetentionSeconds = 60;

    public const int LongestRetentionSeconds = 1_209_600;

    public const int MostReceivesBeforeDeadLetter = 1000;

    /// <summary>A purge may follow another after this long.</summary>
    public static readonly TimeSpan PurgeInterval = TimeSpan.FromSeconds(60);
}
