using PromptToImage.AwsEmulator.Storage;
using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>One look of a receive at its queue: takes what is there, by the rules, in one write.</summary>
internal sealed class MessageTaking(Queue queue, QueueDirectory directory, ReceiveRequest request, TimeProvider time)
{
    private int _expired;
    private int _moved;

    public List<ReceivedMessage> Messages { get; } = [];

    /// <summary>When there was nothing: the time of the next message that becomes visible by itself.</summary>
    public DateTimeOffset? NextVisibleAt { get; private set; }

    /// <summary>Nothing was taken because too many messages are in flight.</summary>
    public bool IsOverLimit { get; private set; }

    /// <summary>The dead-letter queue to which messages went.</summary>
    public Queue? MovedTo { get; private set; }

    public async Task RunAsync(Database database)
    {
        var stock = queue.Stock;
        var target = queue.Settings.Redrive is { } redrive ? directory.FindByArn(redrive.DeadLetterTargetArn) : null;
        var targetStock = target?.Stock;
        await database.WriteAsync(session => Take(session, stock, targetStock));
        stock.Add(-_expired - _moved);
        if (_moved == 0)
        {
            return;
        }

        targetStock!.Add(_moved);
        MovedTo = target;
    }

    private void Take(DatabaseSession session, QueueStock stock, QueueStock? deadLetters)
    {
        var now = time.GetUtcNow();
        IsOverLimit = stock.IsAtInFlightLimit(now, () => MessageStore.CountHidden(session, stock.Number, now).InFlight);
        var gone = IsOverLimit ? 0 : 1;
        while (gone > 0 && Messages.Count < request.MaxMessages)
        {
            // Those that expire or move away make place for others.
            gone = 0;
            foreach (var message in MessageStore.FindVisible(session, stock.Number, now, request.MaxMessages - Messages.Count))
            {
                gone += Take(session, message, stock, deadLetters, now) ? 0 : 1;
            }
        }

        stock.AddInFlight(Messages.Count);
        if (Messages.Count == 0)
        {
            NextVisibleAt = MessageStore.NextVisibleAt(session, stock.Number, now);
        }
    }

    /// <summary>False when the message went elsewhere instead of into the answer.</summary>
    private bool Take(DatabaseSession session, StoredMessage message, QueueStock stock, QueueStock? deadLetters, DateTimeOffset now)
    {
        switch (QueueRules.FateOf(message.Receives, message.SentAt, queue.Settings, now))
        {
            case MessageFate.Expire:
                MessageStore.Delete(session, message.Seq);
                _expired++;
                return false;
            case MessageFate.DeadLetter when deadLetters is not null:
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
                ReceiptHandle = new ReceiptHandle(stock.Number, message.Seq, message.Receives + 1).ToString(),
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
