using System.Globalization;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>
/// SQS standard queues, durable. Errors are <see cref="AwsException"/>s with SQS's names. A queue is named by
/// its name here; <see cref="NameOf"/> takes it from a URL or an ARN.
/// </summary>
public sealed class QueueService : IDisposable
{
    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly IdSource _ids;
    private readonly QueueDirectory _directory;
    private readonly MessageMover _mover;

    public QueueService(Database database, TimeProvider time, IdSource ids)
    {
        _database = database;
        _time = time;
        _ids = ids;
        _directory = new QueueDirectory(database, time);
        _mover = new MessageMover(database, time, ids, _directory);
    }

    /// <summary>The last part of a queue's URL or ARN.</summary>
    public static string NameOf(string urlOrArn) => urlOrArn[(urlOrArn.LastIndexOfAny(['/', ':']) + 1)..];

    public static string ArnOf(string queue) => AwsAccount.Arn("sqs", queue);

    internal QueueDirectory Directory => _directory;

    internal MessageMover Mover => _mover;

    /// <summary>Goes on with redrive tasks that a stop interrupted.</summary>
    public void Resume() => _mover.Resume();

    /// <summary>Creates the queue, or changes its attributes to these when it is there.</summary>
    public async Task ProvisionAsync(string name, IReadOnlyDictionary<string, string> attributes)
    {
        if (_directory.Find(name) is { } queue)
        {
            await _directory.SetAttributesAsync(queue, attributes);
        }
        else
        {
            await _directory.CreateAsync(name, attributes, new Dictionary<string, string>());
        }
    }

    public IReadOnlyList<string> Names => [.. _directory.All.Select(queue => queue.Name)];

    public QueueSettings SettingsOf(string queue) => _directory.Get(queue).Settings;

    /// <summary>Sends a message; it is safe once the task completes.</summary>
    public async Task<SentMessage> SendAsync(string queue, OutgoingMessage message) => (await SendAsync(queue, [message]))[0];

    /// <summary>Sends messages in one write: all are accepted or none.</summary>
    /// <param name="alongside">What else belongs into the same transaction: when it throws, nothing is sent.</param>
    public async Task<IReadOnlyList<SentMessage>> SendAsync(
        string queueName,
        IReadOnlyList<OutgoingMessage> messages,
        Action<DatabaseSession, IReadOnlyList<SentMessage>>? alongside = null
    )
    {
        var queue = _directory.Get(queueName);
        var ids = new string[messages.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            MessageRules.Check(messages[i], queue.Settings);
            ids[i] = _ids.Next();
        }

        SentMessage[] sent =
        [
            .. messages.Select(
                (message, i) => new SentMessage(ids[i], MessageDigest.OfBody(message.Body), MessageDigest.OfAttributes(message.Attributes))
            ),
        ];
        var stock = queue.Stock;
        var firstVisibleAt = await _database.WriteAsync(session =>
        {
            var now = _time.GetUtcNow();
            var first = DateTimeOffset.MaxValue;
            for (var i = 0; i < ids.Length; i++)
            {
                var visibleAt = now + (messages[i].Delay ?? queue.Settings.Delay);
                MessageStore.Insert(session, stock.Number, ids[i], messages[i], now, visibleAt);
                first = visibleAt < first ? visibleAt : first;
            }

            alongside?.Invoke(session, sent);
            return first;
        });
        stock.Add(ids.Length);
        queue.Announce(firstVisibleAt);
        return sent;
    }

    /// <summary>
    /// Receives up to ten messages; when there is none, waits as long as asked. A waiting receive costs nothing:
    /// it is woken by what makes a message visible.
    /// </summary>
    public async Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(
        string queueName,
        ReceiveRequest request,
        CancellationToken cancellationToken
    )
    {
        var queue = _directory.Get(queueName);
        var wait = request.Wait ?? queue.Settings.ReceiveWait;
        var deadline = _time.GetUtcNow() + wait;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var waiter = queue.AddWaiter();
            try
            {
                var taking = new MessageTaking(queue, _directory, request, _time);
                await taking.RunAsync(_database);
                taking.MovedTo?.Announce(_time.GetUtcNow());
                // A long poll beyond the limit in flight just finds nothing; a short one is refused.
                if (taking.IsOverLimit && wait == TimeSpan.Zero)
                {
                    throw SqsErrors.OverLimit();
                }

                if (taking.Messages.Count > 0 || _time.GetUtcNow() >= deadline)
                {
                    return taking.Messages;
                }

                waiter.Until = taking.NextVisibleAt < deadline ? taking.NextVisibleAt.Value : deadline;
                await waiter.WaitAsync(_time, cancellationToken);
            }
            finally
            {
                queue.RemoveWaiter(waiter);
            }
        }
    }

    /// <summary>Deletes messages by receipt handle. A stale handle is accepted and deletes nothing, as on AWS.</summary>
    /// <returns>For each handle the error, or null.</returns>
    public async Task<IReadOnlyList<AwsException?>> DeleteAsync(string queueName, IReadOnlyList<string> receiptHandles)
    {
        var queue = _directory.Get(queueName);
        var errors = new AwsException?[receiptHandles.Count];
        var handles = Parse(receiptHandles, errors);
        var stock = queue.Stock;
        stock.Add(
            -await _database.WriteAsync(session =>
                handles.Count(handle => handle is { } valid && valid.Queue == stock.Number && MessageStore.Delete(session, valid))
            )
        );
        return errors;
    }

    /// <summary>Makes messages in flight visible after other times; zero gives one back at once.</summary>
    /// <returns>For each change the error, or null.</returns>
    public async Task<IReadOnlyList<AwsException?>> ChangeVisibilityAsync(
        string queueName,
        IReadOnlyList<(string ReceiptHandle, TimeSpan Timeout)> changes
    )
    {
        var queue = _directory.Get(queueName);
        var errors = new AwsException?[changes.Count];
        var handles = Parse([.. changes.Select(change => change.ReceiptHandle)], errors);
        var earliest = await _database.WriteAsync(session =>
        {
            var now = _time.GetUtcNow();
            var first = DateTimeOffset.MaxValue;
            for (var i = 0; i < handles.Length; i++)
            {
                if (handles[i] is not { } handle)
                {
                    continue;
                }

                errors[i] = ChangeVisibility(session, queue, handle, changes[i], now);
                if (errors[i] is null && now + changes[i].Timeout < first)
                {
                    first = now + changes[i].Timeout;
                }
            }

            return first;
        });
        queue.Announce(earliest);
        return errors;
    }

    /// <summary>Makes visible again what an event source mapping had received when its process ended. What was deferred stays so.</summary>
    public async Task ReleaseHeldAsync(string queueName)
    {
        var queue = _directory.Get(queueName);
        var now = _time.GetUtcNow();
        await _database.WriteAsync(session => MessageStore.ReleaseHeld(session, queue.Stock.Number, now));
        queue.Announce(now);
    }

    public Task PurgeAsync(string queue) => _directory.PurgeAsync(_directory.Get(queue));

    public QueueCounts Count(string queueName)
    {
        var queue = _directory.Get(queueName);
        var stock = queue.Stock;
        var (inFlight, delayed) = _database.Read(session => MessageStore.CountHidden(session, stock.Number, _time.GetUtcNow()));
        return new QueueCounts(Math.Max(0, stock.Total - inFlight - delayed), inFlight, delayed);
    }

    /// <summary>CloudWatch's ApproximateAgeOfOldestMessage; null when no message counts for it.</summary>
    public TimeSpan? AgeOfOldestMessage(string queueName)
    {
        var queue = _directory.Get(queueName);
        return _time.GetUtcNow() - _database.Read(session => MessageStore.OldestEnteredAt(session, queue.Stock.Number));
    }

    /// <summary>Removes messages whose retention is over and what deleted and purged queues left, a little at a time.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var queue in _directory.All)
        {
            queue.Stock.Add(-await SweepAsync(queue.Stock.Number, _time.GetUtcNow() - queue.Settings.Retention, cancellationToken));
        }

        for (var number = NextNumber(-1); number is { } known; number = NextNumber(known))
        {
            if (_database.Read(session => session.ScalarInt64("SELECT 1 FROM queues WHERE number = ?1", known)) is null)
            {
                await SweepAsync(known, DateTimeOffset.MaxValue, cancellationToken);
            }
        }
    }

    /// <summary>Looks at messages without receiving them, in the order in which they were sent: for a console.</summary>
    /// <param name="after">The last one of the page before.</param>
    public IReadOnlyList<BrowsedMessage> Browse(string queueName, int max, BrowsedMessage? after = null)
    {
        var number = _directory.Get(queueName).Stock.Number;
        return _database.Read(session =>
            MessageStore.Browse(session, number, after?.SentAt ?? DateTimeOffset.UnixEpoch, after?.Number ?? 0, max)
        );
    }

    /// <summary>Moves one message, as it is and as a new one, to another queue: a redrive of a single dead letter.</summary>
    /// <returns>False when it is not in the queue any more.</returns>
    public Task<bool> MoveAsync(string sourceQueue, BrowsedMessage message, string destinationQueue) =>
        _mover.MoveAsync(_directory.Get(sourceQueue), message.Number, _directory.Get(destinationQueue));

    public void Dispose()
    {
        _mover.Dispose();
        _directory.Dispose();
    }

    /// <summary>The URL that names a queue to clients.</summary>
    public static string UrlOf(Uri endpoint, string queue) =>
        string.Create(CultureInfo.InvariantCulture, $"{endpoint.Scheme}://{endpoint.Authority}/{AwsAccount.Id}/{queue}");

    private async Task<long> SweepAsync(long number, DateTimeOffset sentUntil, CancellationToken cancellationToken)
    {
        const int Chunk = 1000;
        long swept = 0;
        int last;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            last = await _database.WriteAsync(session => MessageStore.DeleteExpired(session, number, sentUntil, Chunk));
            swept += last;
        } while (last == Chunk);
        return swept;
    }

    private long? NextNumber(long after) => _database.Read(session => MessageStore.NextNumber(session, after));

    private static ReceiptHandle?[] Parse(IReadOnlyList<string> texts, AwsException?[] errors)
    {
        var handles = new ReceiptHandle?[texts.Count];
        for (var i = 0; i < handles.Length; i++)
        {
            if (ReceiptHandle.TryParse(texts[i], out var handle))
            {
                handles[i] = handle;
            }
            else
            {
                errors[i] = SqsErrors.ReceiptHandleIsInvalid(texts[i]);
            }
        }

        return handles;
    }

    private static AwsException? ChangeVisibility(
        DatabaseSession session,
        Queue queue,
        ReceiptHandle handle,
        (string Text, TimeSpan Timeout) change,
        DateTimeOffset now
    )
    {
        if (handle.Queue != queue.Stock.Number || MessageStore.FindReceive(session, handle) is not { } receive)
        {
            return SqsErrors.NotAvailableForVisibilityChange(change.Text);
        }

        if (QueueRules.IsVisible(receive.VisibleAt, now))
        {
            return SqsErrors.MessageNotInflight();
        }

        if (QueueRules.ExceedsLongestVisibility(receive.ReceivedAt, change.Timeout, now))
        {
            return SqsErrors.InvalidParameterValue(
                (long)change.Timeout.TotalSeconds,
                "VisibilityTimeout",
                $"Total VisibilityTimeout for the message is beyond the limit [{QueueLimits.LongestVisibilitySeconds} seconds]"
            );
        }

        MessageStore.SetVisibleAt(session, handle.Message, now + change.Timeout);
        return null;
    }
}
