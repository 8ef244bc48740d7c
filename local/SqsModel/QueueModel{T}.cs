namespace PromptToImage.SqsModel;

/// <summary>
/// A standard queue in memory that follows <see cref="QueueRules"/>. Time is a parameter and must not decrease. Each operation costs
/// logarithmic time in the number of messages. Not thread-safe.
/// </summary>
/// <param name="settings">The queue's settings. <see cref="QueueSettings.Redrive"/> needs <paramref name="deadLetters"/>.</param>
/// <param name="deadLetters">The dead-letter queue; null for none.</param>
public sealed class QueueModel<T>(QueueSettings settings, QueueModel<T>? deadLetters = null)
{
    // Enough bits for the numbers of all messages. The other bits of 64 are for the receive count.
    private const int NumberBits = 40;

    private readonly Dictionary<long, Message> _messages = [];
    private readonly TimeOrderedQueue<(Message Message, int Move)> _byVisibility = new(static entry => entry.Message.Moves == entry.Move);
    private readonly PriorityQueue<long, (long EnteredAt, long Number)> _byAge = new();
    private long _lastNumber;

    public int Count => _messages.Count;

    /// <summary>The number of messages that receives have deleted because their retention period was over.</summary>
    public int Expired { get; private set; }

    /// <summary>Sends a message; returns its number.</summary>
    public long Send(T body, DateTimeOffset now, TimeSpan? delay = null)
    {
        var message = new Message
        {
            Number = ++_lastNumber,
            Body = body,
            SentAt = now,
        };
        Enter(message, now, now + (delay ?? settings.Delay));
        return message.Number;
    }

    /// <summary>Receives up to <paramref name="max"/> visible messages. They are invisible for the visibility timeout.</summary>
    public List<ModelDelivery<T>> Receive(int max, DateTimeOffset now, TimeSpan? visibilityTimeout = null)
    {
        List<ModelDelivery<T>> deliveries = [];
        while (deliveries.Count < max && PeekVisibility() is { } message && QueueRules.IsVisible(message.VisibleAt, now))
        {
            switch (QueueRules.DispositionFor(message.Receives, message.SentAt, settings, now))
            {
                case ReceiveDisposition.Expire:
                    Remove(message);
                    Expired++;
                    break;
                case ReceiveDisposition.DeadLetter when deadLetters is not null:
                    Remove(message);
                    message.Number = ++deadLetters._lastNumber;
                    deadLetters.Enter(message, now, now);
                    break;
                default:
                    message.Receives++;
                    message.ReceivedAt = now;
                    SetVisibleAt(message, now + (visibilityTimeout ?? settings.VisibilityTimeout));
                    deliveries.Add(new(new(message.Number, message.Receives), message.Body, message.Receives, message.SentAt));
                    break;
            }
        }

        return deliveries;
    }

    /// <summary>Deletes a message; false, without effect, if the receipt is not of its latest receive.</summary>
    public bool Delete(ModelReceipt receipt) => Find(receipt) is { } message && Remove(message);

    /// <summary>Changes the visibility timeout of a message; false if the message is not in flight with this receipt.</summary>
    public bool ChangeVisibility(ModelReceipt receipt, TimeSpan timeout, DateTimeOffset now)
    {
        if (
            Find(receipt) is not { } message
            || !QueueRules.IsInFlight(message.Receives, message.VisibleAt, now)
            || QueueRules.ExceedsMaxVisibilityTimeout(message.ReceivedAt, timeout, now)
        )
        {
            return false;
        }

        SetVisibleAt(message, now + timeout);
        return true;
    }

    /// <summary>The time when the next message becomes visible; null if the queue is empty.</summary>
    public DateTimeOffset? NextVisibleAt() => PeekVisibility()?.VisibleAt;

    /// <summary>CloudWatch's ApproximateAgeOfOldestMessage; null if no message counts for it.</summary>
    public TimeSpan? AgeOfOldestMessage(DateTimeOffset now)
    {
        while (_byAge.TryPeek(out var number, out _))
        {
            if (_messages.TryGetValue(number, out var message) && QueueRules.CountsForAge(message.Receives))
            {
                return now - message.EnteredAt;
            }

            _byAge.Dequeue();
        }

        return null;
    }

    /// <summary>Counts the messages. Costs linear time.</summary>
    public QueueCounts Counts(DateTimeOffset now)
    {
        var inFlight = _messages.Values.Count(message => QueueRules.IsInFlight(message.Receives, message.VisibleAt, now));
        var delayed = _messages.Values.Count(message => QueueRules.IsDelayed(message.Receives, message.VisibleAt, now));
        return new QueueCounts(_messages.Count - inFlight - delayed, inFlight, delayed);
    }

    private void Enter(Message message, DateTimeOffset now, DateTimeOffset visibleAt)
    {
        message.EnteredAt = now;
        _messages.Add(message.Number, message);
        if (QueueRules.CountsForAge(message.Receives))
        {
            _byAge.Enqueue(message.Number, (now.UtcTicks, message.Number));
        }

        SetVisibleAt(message, visibleAt);
    }

    private void SetVisibleAt(Message message, DateTimeOffset visibleAt)
    {
        message.VisibleAt = visibleAt;
        // Of the messages that become visible together, the one with the lower receive count is first, then the one that was sent first.
        _byVisibility.Add((message, ++message.Moves), visibleAt.UtcTicks, ((long)message.Receives << NumberBits) + message.Number);
    }

    private bool Remove(Message message)
    {
        message.Moves++;
        return _messages.Remove(message.Number);
    }

    private Message? PeekVisibility() => _byVisibility.TryPeek(out var entry) ? entry.Message : null;

    private Message? Find(ModelReceipt receipt) =>
        _messages.TryGetValue(receipt.Message, out var message) && message.Receives == receipt.Receive ? message : null;

    private sealed class Message
    {
        public required long Number { get; set; }

        public required T Body { get; init; }

        public required DateTimeOffset SentAt { get; init; }

        public DateTimeOffset EnteredAt { get; set; }

        public DateTimeOffset VisibleAt { get; set; }

        public DateTimeOffset ReceivedAt { get; set; }

        public int Receives { get; set; }

        /// <summary>The number of the message's entries in the visibility order. Only the latest is current.</summary>
        public int Moves { get; set; }
    }
}
