using PromptToImage.AwsEmulator.Storage;
using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>Receives the visible messages of a queue in one transaction. A long poll runs it repeatedly.</summary>
internal sealed class ReceiveOperation(Queue queue, QueueDirectory directory, ReceiveRequest request, TimeProvider time)
{
    private int _expired;
    private int _moved;

    public List<ReceivedMessage> Messages { get; } = [];

    /// <summary>If no message was received, the time when the next one becomes visible, or null.</summary>
    public DateTimeOffset? NextVisibleAt { get; private set; }

    /// <summary>Whether too many messages are in flight. Then no message is received.</summary>
    public bool IsOverLimit { get; private set; }

    /// <summary>The dead-letter queue to which messages were moved; null if none was.</summary>
    public Queue? MovedTo { get; private set; }

    public async Task RunAsync(Database database)
    {
        var counters = queue.Counters;
        var target = queue.Settings.Redrive is { } redrive ? directory.FindByArn(redrive.DeadLetterTargetArn) : null;
        var targetCounters = target?.Counters;
        await database.WriteAsync(session => Receive(session, counters, targetCounters));
        counters.Add(-_expired - _moved);
        if (_moved == 0)
        {
            return;
        }

        targetCounters!.Add(_moved);
        MovedTo = target;
    }

    private void Receive(DatabaseSession session, QueueCounters counters, QueueCounters? deadLetters)
    {
        var now = time.GetUtcNow();
        IsOverLimit = counters.IsAtInFlightLimit(now, () => MessageStore.CountInvisible(session, counters.Number, now).InFlight);
        var removed = IsOverLimit ? 0 : 1;
        while (removed > 0 && Messages.Count < request.MaxMessages)
        {
            // An expired or moved message is replaced by the next one.
            removed = 0;
            foreach (var message in MessageStore.FindVisible(session, counters.Number, now, request.MaxMessages - Messages.Count))
            {
                removed += TryReceive(session, message, counters, deadLetters, now) ? 0 : 1;
            }
        }

        counters.AddInFlight(Messages.Count);
        if (Messages.Count == 0)
        {
            NextVisibleAt = MessageStore.NextVisibleAt(session, counters.Number, now);
        }
    }

    /// <summary>Receives a message; false if it expired or was moved to the dead-letter queue.</summary>
    private bool TryReceive(
        DatabaseSession session,
        MessageRow message,
        QueueCounters counters,
        QueueCounters? deadLetters,
        DateTimeOffset now
    )
    {
        switch (QueueRules.DispositionFor(message.Receives, message.SentAt, queue.Settings, now))
        {
            case ReceiveDisposition.Expire:
                MessageStore.Delete(session, message.Seq);
                _expired++;
                return false;
            case ReceiveDisposition.DeadLetter when deadLetters is not null:
                MessageStore.MoveToDeadLetters(session, message.Seq, deadLetters.Number, queue.Arn, now);
                _moved++;
                return false;
        }

        var visibleAt = now + (request.VisibilityTimeout ?? queue.Settings.VisibilityTimeout);
        MessageStore.MarkReceived(session, message.Seq, now, visibleAt, request.IsHeld);
        Messages.Add(
            new ReceivedMessage
            {
                MessageId = message.Id,
                ReceiptHandle = new ReceiptHandle(counters.Number, message.Seq, message.Receives + 1).ToString(),
                Body = message.Body,
                Attributes = message.Attributes,
                SentAt = message.SentAt,
                FirstReceivedAt = message.FirstReceivedAt ?? now,
                Receives = message.Receives + 1,
                TraceHeader = message.TraceHeader,
                DeadLetterSourceArn = message.DeadLetterSourceArn,
            }
        );
        return true;
    }
}
