using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>
/// SQS's standard queues, durable. Errors are <see cref="AwsException"/>s with SQS's codes. Methods take a queue's name;
/// <see cref="NameFrom"/> reads it from a URL or an ARN. Thread-safe.
/// </summary>
public sealed class QueueService : IAsyncDisposable
{
    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly IdGenerator _ids;
    private readonly QueueDirectory _directory;
    private readonly MessageMover _mover;

    /// <param name="loggers">Receives failures of background work; null discards them.</param>
    public QueueService(Database database, TimeProvider time, IdGenerator ids, ILoggerFactory? loggers = null)
    {
        loggers ??= NullLoggerFactory.Instance;
        _database = database;
        _time = time;
        _ids = ids;
        _directory = new QueueDirectory(database, time, loggers.CreateLogger<QueueDirectory>());
        _mover = new MessageMover(database, time, ids, _directory, loggers.CreateLogger<MessageMover>());
    }

    /// <summary>The queue's name in a queue URL or ARN.</summary>
    public static string NameFrom(string urlOrArn) => urlOrArn[(urlOrArn.LastIndexOfAny(['/', ':']) + 1)..];

    public static string ArnFor(string queue) => AwsAccount.Arn("sqs", queue);

    /// <summary>Whether an ARN is a queue's.</summary>
    public static bool IsArn(string arn) => arn.StartsWith(ArnFor(""), StringComparison.Ordinal);

    /// <summary>A queue's URL, as SQS's clients use it.</summary>
    public static string UrlFor(Uri endpoint, string queue) =>
        string.Create(CultureInfo.InvariantCulture, $"{endpoint.Scheme}://{endpoint.Authority}/{AwsAccount.Id}/{queue}");

    internal QueueDirectory Directory => _directory;

    internal MessageMover Mover => _mover;

    /// <summary>Starts to run message move tasks, and continues those of an earlier process.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => _mover.StartAsync(cancellationToken);

    /// <summary>
    /// Creates a queue, or makes these the attributes of an existing one; the others get their defaults, except its policy.
    /// </summary>
    /// <exception cref="AwsException">InvalidAttributeName, InvalidAttributeValue, InvalidParameterValue, UnsupportedOperation.</exception>
    public async Task ProvisionAsync(string name, IReadOnlyDictionary<string, string> attributes)
    {
        if (_directory.Find(name) is not { } queue)
        {
            await _directory.CreateAsync(name, attributes, new Dictionary<string, string>());
        }
        else if (queue.Attributes.ChangesTo(attributes) is { Count: > 0 } changes)
        {
            await _directory.SetAttributesAsync(queue, changes);
        }
    }

    /// <summary>Sets the policy of a queue.</summary>
    /// <exception cref="AwsException">QueueDoesNotExist.</exception>
    public async Task SetPolicyAsync(string queueName, string policy)
    {
        var queue = _directory.Get(queueName);
        if (queue.Attributes.Values.GetValueOrDefault(QueueAttributes.PolicyName) != policy)
        {
            await _directory.SetAttributesAsync(queue, new Dictionary<string, string> { [QueueAttributes.PolicyName] = policy });
        }
    }

    /// <summary>Deletes a queue with its messages.</summary>
    /// <exception cref="AwsException">QueueDoesNotExist.</exception>
    public Task DeleteQueueAsync(string queue) => _directory.DeleteAsync(_directory.Get(queue));

    public IReadOnlyList<string> Names => [.. _directory.All.Select(queue => queue.Name)];

    public QueueSettings SettingsFor(string queue) => _directory.Get(queue).Settings;

    /// <summary>Sends a message. It is durable when the task completes.</summary>
    /// <exception cref="AwsException">QueueDoesNotExist, or the message is invalid.</exception>
    public async Task<SentMessage> SendAsync(string queue, OutgoingMessage message) => (await SendAsync(queue, [message]))[0];

    /// <summary>Sends messages in one transaction: all or none.</summary>
    /// <param name="alongside">Further changes of the same transaction. If it throws, nothing is sent.</param>
    /// <exception cref="AwsException">QueueDoesNotExist, or a message is invalid.</exception>
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
                (message, i) =>
                    new SentMessage(ids[i], MessageDigest.ForBody(message.Body), MessageDigest.ForAttributes(message.Attributes))
            ),
        ];
        var counters = queue.Counters;
        var firstVisibleAt = await _database.WriteAsync(session =>
        {
            var now = _time.GetUtcNow();
            var first = DateTimeOffset.MaxValue;
            for (var i = 0; i < ids.Length; i++)
            {
                var visibleAt = now + (messages[i].Delay ?? queue.Settings.Delay);
                MessageStore.Insert(session, counters.Number, ids[i], messages[i], now, visibleAt);
                first = visibleAt < first ? visibleAt : first;
            }

            alongside?.Invoke(session, sent);
            return first;
        });
        counters.Add(ids.Length);
        queue.Announce(firstVisibleAt);
        return sent;
    }

    /// <summary>
    /// Receives up to ten messages. If no message is visible, waits up to <see cref="ReceiveRequest.Wait"/>. A waiting receive does
    /// not poll: a send or a visibility change wakes it.
    /// </summary>
    /// <exception cref="AwsException">QueueDoesNotExist; OverLimit if too many messages are in flight.</exception>
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
            var receive = queue.AddPendingReceive();
            try
            {
                var operation = new ReceiveOperation(queue, _directory, request, _time);
                await operation.RunAsync(_database);
                operation.MovedTo?.Announce(_time.GetUtcNow());
                // SQS returns OverLimit to short polls only; a long poll finds no message.
                if (operation.IsOverLimit && wait == TimeSpan.Zero)
                {
                    throw SqsErrors.OverLimit();
                }

                if (operation.Messages.Count > 0 || _time.GetUtcNow() >= deadline)
                {
                    return operation.Messages;
                }

                receive.Until = operation.NextVisibleAt < deadline ? operation.NextVisibleAt.Value : deadline;
                await receive.WaitAsync(_time, cancellationToken);
            }
            finally
            {
                queue.RemovePendingReceive(receive);
            }
        }
    }

    /// <summary>Deletes messages by receipt handle. As on AWS, a handle of an earlier receive is accepted and deletes nothing.</summary>
    /// <returns>For each handle the error, or null.</returns>
    /// <exception cref="AwsException">QueueDoesNotExist.</exception>
    public async Task<IReadOnlyList<AwsException?>> DeleteAsync(string queueName, IReadOnlyList<string> receiptHandles)
    {
        var queue = _directory.Get(queueName);
        var errors = new AwsException?[receiptHandles.Count];
        var handles = Parse(receiptHandles, errors);
        var counters = queue.Counters;
        counters.Add(
            -await _database.WriteAsync(session =>
                handles.Count(handle => handle is { } valid && valid.Queue == counters.Number && MessageStore.Delete(session, valid))
            )
        );
        return errors;
    }

    /// <summary>Changes the visibility timeout of messages in flight. Zero makes a message visible at once.</summary>
    /// <returns>For each change the error, or null.</returns>
    /// <exception cref="AwsException">QueueDoesNotExist.</exception>
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

                errors[i] = VisibilityChange.Apply(session, queue, handle, changes[i], now);
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

    /// <summary>
    /// Makes the messages visible that an event source mapping of an ended process had received. Messages whose visibility timeout was
    /// changed after the receive keep it.
    /// </summary>
    /// <exception cref="AwsException">QueueDoesNotExist.</exception>
    public async Task ReleaseHeldAsync(string queueName)
    {
        var queue = _directory.Get(queueName);
        var now = _time.GetUtcNow();
        await _database.WriteAsync(session => MessageStore.ReleaseHeld(session, queue.Counters.Number, now));
        queue.Announce(now);
    }

    public Task PurgeAsync(string queue) => _directory.PurgeAsync(_directory.Get(queue));

    public QueueCounts Count(string queueName) => Count(_directory.Get(queueName));

    internal QueueCounts Count(Queue queue)
    {
        var counters = queue.Counters;
        var (inFlight, delayed) = _database.Read(session => MessageStore.CountInvisible(session, counters.Number, _time.GetUtcNow()));
        return new QueueCounts(Math.Max(0, counters.Total - inFlight - delayed), inFlight, delayed);
    }

    /// <summary>CloudWatch's ApproximateAgeOfOldestMessage; null if no message counts for it.</summary>
    public TimeSpan? AgeOfOldestMessage(string queueName) => AgeOfOldestMessage(_directory.Get(queueName));

    internal TimeSpan? AgeOfOldestMessage(Queue queue) =>
        _time.GetUtcNow() - _database.Read(session => MessageStore.OldestEnteredAt(session, queue.Counters.Number));

    /// <summary>Deletes expired messages and the messages of deleted and purged queues, in small transactions.</summary>
    public Task DeleteExpiredAsync(CancellationToken cancellationToken) =>
        new ExpiredMessages(_database, _directory, _time).DeleteAsync(cancellationToken);

    /// <summary>Reads messages without receiving them, in the order in which they were sent, for a console.</summary>
    /// <param name="max">The number of messages of the page.</param>
    /// <param name="after">The last message of the previous page.</param>
    /// <exception cref="AwsException">QueueDoesNotExist.</exception>
    public IReadOnlyList<BrowsedMessage> Browse(string queueName, int max, BrowsedMessage? after = null)
    {
        var number = _directory.Get(queueName).Counters.Number;
        return _database.Read(session =>
            MessageStore.Browse(session, number, after?.SentAt ?? DateTimeOffset.UnixEpoch, after?.Number ?? 0, max)
        );
    }

    /// <summary>Redrives a single dead letter: moves its message to another queue, where it gets a new id.</summary>
    /// <returns>False if the source queue no longer contains the message.</returns>
    /// <exception cref="AwsException">QueueDoesNotExist.</exception>
    public Task<bool> MoveAsync(string sourceQueue, BrowsedMessage message, string destinationQueue) =>
        _mover.MoveAsync(_directory.Get(sourceQueue), message.Number, _directory.Get(destinationQueue));

    /// <summary>Waits until no message is being moved.</summary>
    public async ValueTask DisposeAsync()
    {
        await _mover.StopAsync(CancellationToken.None);
        _mover.Dispose();
        _directory.Dispose();
    }

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
}
