namespace PromptToImage.SqsModel;

/// <summary>
/// A standard queue in memory, after <see cref="QueueRules"/>: no store, no clock, no thread. Time is a
/// parameter and may not go back. Every operation is logarithmic in the number of messages.
/// </summary>
/// <param name="settings">Its <see cref="QueueSettings.Redrive"/> counts only together with <paramref name="deadLetters"/>.</param>
/// <param name="deadLetters">Where messages go that were received too often.</param>
public sealed class QueueModel<T>(QueueSettings settings, QueueModel<T>? deadLetters = null)
{
    // More numbers than there can be messages in memory; what is left of 64 bits counts receives.
    private const int NumberBits = 40;

    private readonly Dictionary<long, Message> _messages = [];
    private readonly DueTimes<(Message Message, int Move)> _byVisibility = new(static entry => entry.Message.Moves == entry.Move);
    private readonly PriorityQueue<long, (long EnteredAt, long Number)> _byAge = new();
    private long _lastNumber;

    public int Count => _messages.Count;

    /// <summary>Messages that were older than the retention when a receive came upon them, and are gone.</summary>
    public int Expired { get; private set; }

    /// <summary>Sends a message; returns its number, by which a test or simulation may follow it.</summary>
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

    /// <summary>Receives up to <paramref name="max"/> visible messages and hides them for the visibility timeout.</summary>
    public List<ModelDelivery<T>> Receive(int max, DateTimeOffset now, TimeSpan? visibilityTimeout = null)
    {
        List<ModelDelivery<T>> deliveries = [];
        while (deliveries.Count < max && PeekVisibility() is { } message && QueueRules.IsVisible(message.VisibleAt, now))
        {
            switch (QueueRules.FateOf(message.Receives, message.SentAt, settings, now))
            {
                case MessageFate.Expire:
                    Remove(message);
                    Expired++;
                    break;
                case MessageFate.DeadLetter when deadLetters is not null:
                    Remove(message);
                    message.Number = ++deadLetters._lastNumber;
                    deadLetters.Enter(message, now, now);
                    break;
                default:
                    message.Receives++;
                    message.ReceivedAt = now;
                    Hide(message, now + (visibilityTimeout ?? settings.VisibilityTimeout));
                    deliveries.Add(new(new(message.Number, message.Receives), message.Body, message.Receives, message.SentAt));
                    break;
            }
        }

        return deliveries;
    }

    /// <summary>Deletes a message; false when the receipt is not that of its latest receive, and it stays.</summary>
    public bool Delete(ModelReceipt receipt) => Find(receipt) is { } message && Remove(message);

    /// <summary>Makes a message in flight visible after another time; false when it is not in flight under this receipt.</summary>
    public bool ChangeVisibility(ModelReceipt receipt, TimeSpan timeout, DateTimeOffset now)
    {
        if (
            Find(receipt) is not { } message
            || !QueueRules.IsInFlight(message.Receives, message.VisibleAt, now)
            || QueueRules.ExceedsLongestVisibility(message.ReceivedAt, timeout, now)
        )
        {
            return false;
        }

        Hide(message, now + timeout);
        return true;
    }

    /// <summary>When the next message will be visible, or is; null when the queue is empty.</summary>
    public DateTimeOffset? NextVisibleAt() => PeekVisibility()?.VisibleAt;

    /// <summary>What CloudWatch calls ApproximateAgeOfOldestMessage; null when no message counts.</summary>
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

    /// <summary>Counts by looking at every message: for reports, not for the loop.</summary>
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

        Hide(message, visibleAt);
    }

    private void Hide(Message message, DateTimeOffset until)
    {
        message.VisibleAt = until;
        // Of those that become visible together the one received less often comes first, then the one sent before.
        _byVisibility.Add((message, ++message.Moves), until.UtcTicks, ((long)message.Receives << NumberBits) + message.Number);
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

        /// <summary>How often it got another place in the order: only its latest counts.</summary>
        public int Moves { get; set; }
    }
}
