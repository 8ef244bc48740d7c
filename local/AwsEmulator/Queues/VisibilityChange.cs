using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>A change of the visibility timeout of one message.</summary>
internal static class VisibilityChange
{
    /// <summary>Changes the timeout, if the message is in flight and the total timeout stays within SQS's limit.</summary>
    /// <returns>The error, or null.</returns>
    public static AwsException? Apply(
        DatabaseSession session,
        Queue queue,
        ReceiptHandle handle,
        (string Text, TimeSpan Timeout) change,
        DateTimeOffset now
    )
    {
        if (handle.Queue != queue.Counters.Number || MessageStore.FindReceive(session, handle) is not { } receive)
        {
            return SqsErrors.NotAvailableForVisibilityChange(change.Text);
        }

        if (QueueRules.IsVisible(receive.VisibleAt, now))
        {
            return SqsErrors.MessageNotInflight();
        }

        if (QueueRules.ExceedsMaxVisibilityTimeout(receive.ReceivedAt, change.Timeout, now))
        {
            return SqsErrors.InvalidParameterValue(
                (long)change.Timeout.TotalSeconds,
                "VisibilityTimeout",
                $"Total VisibilityTimeout for the message is beyond the limit [{QueueLimits.MaxVisibilityTimeoutSeconds} seconds]"
            );
        }

        MessageStore.SetVisibleAt(session, handle.Message, now + change.Timeout);
        return null;
    }
}
