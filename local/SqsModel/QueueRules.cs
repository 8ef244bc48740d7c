namespace PromptToImage.SqsModel;

/// <summary>The rules of a standard queue as pure functions of state and time. The emulator and the simulator share them.</summary>
public static class QueueRules
{
    /// <summary>
    /// A message with this receive count no longer counts for the age of the oldest message,
    /// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html.
    /// </summary>
    public const int ReceivesThatExcludeFromAge = 3;

    /// <summary>Decides what a receive does with a visible message.</summary>
    /// <param name="receives">The receive count before this receive.</param>
    /// <param name="sentAt">The sent timestamp. Moving to a dead-letter queue does not change it.</param>
    /// <param name="settings">The queue's settings.</param>
    /// <param name="now">The time of the receive.</param>
    public static ReceiveDisposition DispositionFor(int receives, DateTimeOffset sentAt, QueueSettings settings, DateTimeOffset now)
    {
        if (IsExpired(sentAt, settings, now))
        {
            return ReceiveDisposition.Expire;
        }

        return settings.Redrive is { } redrive && receives >= redrive.MaxReceiveCount
            ? ReceiveDisposition.DeadLetter
            : ReceiveDisposition.Deliver;
    }

    public static bool IsExpired(DateTimeOffset sentAt, QueueSettings settings, DateTimeOffset now) => now - sentAt >= settings.Retention;

    public static bool IsVisible(DateTimeOffset visibleAt, DateTimeOffset now) => visibleAt <= now;

    /// <summary>Whether the message is received and neither deleted nor visible again.</summary>
    public static bool IsInFlight(int receives, DateTimeOffset visibleAt, DateTimeOffset now) => receives > 0 && !IsVisible(visibleAt, now);

    /// <summary>Whether the message was sent with a delay that is not over.</summary>
    public static bool IsDelayed(int receives, DateTimeOffset visibleAt, DateTimeOffset now) => receives == 0 && !IsVisible(visibleAt, now);

    public static bool CountsForAge(int receives) => receives < ReceivesThatExcludeFromAge;

    /// <summary>Whether a new visibility timeout would end more than 12 hours after the receive.</summary>
    public static bool ExceedsMaxVisibilityTimeout(DateTimeOffset receivedAt, TimeSpan timeout, DateTimeOffset now) =>
        now + timeout - receivedAt > TimeSpan.FromSeconds(QueueLimits.MaxVisibilityTimeoutSeconds);
}
