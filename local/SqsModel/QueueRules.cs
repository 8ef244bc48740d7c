namespace PromptToImage.SqsModel;

/// <summary>The rules of a standard queue as plain functions of state and time: the store and the simulator's model both ask here.</summary>
public static class QueueRules
{
    /// <summary>
    /// A message received this often without being deleted no longer counts for the age of the oldest message,
    /// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html.
    /// </summary>
    public const int ReceivesThatEndCounting = 3;

    /// <summary>What happens to a visible message that a receive comes upon.</summary>
    /// <param name="receives">How often it has been received before.</param>
    /// <param name="sentAt">When it was first sent; moving to a dead-letter queue does not change it.</param>
    public static MessageFate FateOf(int receives, DateTimeOffset sentAt, QueueSettings settings, DateTimeOffset now)
    {
        if (IsExpired(sentAt, settings, now))
        {
            return MessageFate.Expire;
        }

        return settings.Redrive is { } redrive && receives >= redrive.MaxReceiveCount ? MessageFate.DeadLetter : MessageFate.Deliver;
    }

    public static bool IsExpired(DateTimeOffset sentAt, QueueSettings settings, DateTimeOffset now) => now - sentAt >= settings.Retention;

    public static bool IsVisible(DateTimeOffset visibleAt, DateTimeOffset now) => visibleAt <= now;

    /// <summary>Received and neither deleted nor visible again.</summary>
    public static bool IsInFlight(int receives, DateTimeOffset visibleAt, DateTimeOffset now) => receives > 0 && !IsVisible(visibleAt, now);

    /// <summary>Sent with a delay that is not over.</summary>
    public static bool IsDelayed(int receives, DateTimeOffset visibleAt, DateTimeOffset now) => receives == 0 && !IsVisible(visibleAt, now);

    public static bool CountsForAge(int receives) => receives < ReceivesThatEndCounting;

    /// <summary>Whether a new visibility timeout would keep the message hidden for more than 12 hours since its receive.</summary>
    public static bool ExceedsLongestVisibility(DateTimeOffset receivedAt, TimeSpan timeout, DateTimeOffset now) =>
        now + timeout - receivedAt > TimeSpan.FromSeconds(QueueLimits.LongestVisibilitySeconds);
}
