using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>
/// Message move tasks: they move the messages of a dead-letter queue to the queues that they came from, or to one named queue,
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html.
/// A task is durable: after a restart, and after an error of the storage, it continues.
/// </summary>
internal sealed partial class MessageMover(
    Database database,
    TimeProvider time,
    IdGenerator ids,
    QueueDirectory directory,
    ILogger<MessageMover> logger
) : BackgroundService
{
    private const int BatchSize = 100;
    private const string Columns = "handle, source, destination, rate, status, moved, to_move, failure, started_at";

    private static readonly TimeSpan RateInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromSeconds(10);

    // Holds at most one signal: the tasks themselves are in the database.
    private readonly Channel<bool> _added = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <param name="sourceArn">The dead-letter queue.</param>
    /// <param name="destinationArn">Null: each message goes to the queue that it came from.</param>
    /// <param name="rate">Messages per second, 1 to 500; null for no limit.</param>
    /// <returns>The task's handle.</returns>
    /// <exception cref="AwsException">ResourceNotFoundException, InvalidParameterValue.</exception>
    public async Task<string> StartTaskAsync(string sourceArn, string? destinationArn, int? rate)
    {
        var source = FindQueue(sourceArn, "SourceArn");
        if (!directory.DeadLetterSourcesOf(source).Any())
        {
            throw SqsErrors.InvalidParameterValue("Source queue must be configured as a Dead Letter Queue.");
        }

        if (destinationArn is not null && FindQueue(destinationArn, "DestinationArn") == source)
        {
            throw SqsErrors.InvalidParameterValue("Source queue arn and destination queue arn cannot be the same.");
        }

        if (rate is < 1 or > 500)
        {
            throw SqsErrors.InvalidParameterValue(rate, "MaxNumberOfMessagesPerSecond", "Must be between 1 and 500, if provided.");
        }

        var handle = Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"taskId":"{{ids.Next()}}","sourceArn":"{{sourceArn}}"}"""));
        await database.WriteAsync(session =>
        {
            if (
                session.ScalarInt64("SELECT 1 FROM message_moves WHERE source = ?1 AND status IN ('Running', 'Cancelling')", sourceArn)
                is not null
            )
            {
                throw SqsErrors.InvalidParameterValue(
                    "There is already a task running. Only one active task is allowed for a source queue arn at a given time."
                );
            }

            session.Execute(
                "INSERT INTO message_moves VALUES (?1, ?2, ?3, ?4, 'Running', 0, ?5, NULL, ?6)",
                handle,
                sourceArn,
                destinationArn,
                rate,
                source.Counters.Total,
                time.GetUtcNow()
            );
        });
        _added.Writer.TryWrite(true);
        return handle;
    }

    /// <summary>Cancels a task; returns how many messages it has moved so far.</summary>
    /// <exception cref="AwsException">ResourceNotFoundException, UnsupportedOperation.</exception>
    public async Task<long> CancelAsync(string handle) =>
        await database.WriteAsync(session =>
        {
            var task = Find(session, handle) ?? throw SqsErrors.ResourceNotFound("Task does not exist.");
            if (task.Status != MessageMoveTaskStatus.Running)
            {
                throw SqsErrors.UnsupportedOperation("Only active tasks can be cancelled.");
            }

            SetStatus(session, task, MessageMoveTaskStatus.Cancelling);
            return task.Moved;
        });

    /// <summary>A queue's tasks, the latest first.</summary>
    public List<MessageMoveTask> List(string sourceArn, int max)
    {
        FindQueue(sourceArn, "SourceArn");
        return database.Read(session =>
            session.Query($"SELECT {Columns} FROM message_moves WHERE source = ?1 ORDER BY started_at DESC LIMIT ?2", Map, sourceArn, max)
        );
    }

    /// <summary>Moves one message to another queue; false if the source queue no longer contains it.</summary>
    public async Task<bool> MoveAsync(Queue source, long number, Queue destination)
    {
        var (from, to) = (source.Counters, destination.Counters);
        var moved = await database.WriteAsync(session =>
        {
            if (session.ScalarInt64("SELECT 1 FROM messages WHERE seq = ?1 AND queue = ?2", number, from.Number) is null)
            {
                return false;
            }

            MessageStore.MoveAsNew(session, number, to.Number, ids.Next(), time.GetUtcNow());
            return true;
        });
        if (!moved)
        {
            return false;
        }

        from.Add(-1);
        to.Add(1);
        destination.Announce(time.GetUtcNow());
        return true;
    }

    [SuppressMessage("Design", "CA1031", Justification = "The failure is logged, and the loop continues.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new Dictionary<string, Task>(StringComparer.Ordinal);
        var retry = new GrowingDelay(FirstRetryDelay, LongestRetryDelay);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    StartUnfinished(running, stoppingToken);
                    retry.Reset();
                    await _added.Reader.ReadAsync(stoppingToken);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    var delay = retry.Next();
                    LogFailure(e, delay.TotalSeconds);
                    await Task.Delay(delay, time, stoppingToken);
                }
            }
        }
        finally
        {
            await Task.WhenAll(running.Values);
        }
    }

    private void StartUnfinished(Dictionary<string, Task> running, CancellationToken stoppingToken)
    {
        foreach (var handle in FindUnfinished())
        {
            if (!running.TryGetValue(handle, out var task) || task.IsCompleted)
            {
                running[handle] = RunTaskAsync(handle, stoppingToken);
            }
        }
    }

    private List<string> FindUnfinished() =>
        database.Read(session =>
            session.Query("SELECT handle FROM message_moves WHERE status IN ('Running', 'Cancelling')", static row => row.GetString(0))
        );

    /// <summary>Runs one task until it ends or the service stops. An error of the storage delays it.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "The failure is logged, and the task is tried again.")]
    private async Task RunTaskAsync(string handle, CancellationToken stoppingToken)
    {
        var retry = new GrowingDelay(FirstRetryDelay, LongestRetryDelay);
        while (!stoppingToken.IsCancellationRequested)
        {
            var delay = TimeSpan.Zero;
            try
            {
                if (await MoveBatchAsync(handle) is not { } task)
                {
                    return;
                }

                delay = task.Rate is null ? TimeSpan.Zero : RateInterval;
                retry.Reset();
            }
            catch (Exception e)
            {
                delay = retry.Next();
                LogTaskFailure(e, handle, delay.TotalSeconds);
            }

            if (delay > TimeSpan.Zero)
            {
                await Task.Delay(delay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static MessageMoveTask Map(Row row) =>
        new()
        {
            Handle = row.GetString(0),
            SourceArn = row.GetString(1),
            DestinationArn = row.GetStringOrNull(2),
            Rate = (int?)row.GetInt64OrNull(3),
            Status = Enum.Parse<MessageMoveTaskStatus>(row.GetString(4)),
            Moved = row.GetInt64(5),
            ToMove = row.GetInt64(6),
            FailureReason = row.GetStringOrNull(7),
            StartedAt = row.GetTime(8),
        };

    private static MessageMoveTask? Find(DatabaseSession session, string handle) =>
        session.QueryFirst($"SELECT {Columns} FROM message_moves WHERE handle = ?1", Map, handle);

    private static void SetStatus(DatabaseSession session, MessageMoveTask task, MessageMoveTaskStatus status, string? failure = null) =>
        session.Execute("UPDATE message_moves SET status = ?2, failure = ?3 WHERE handle = ?1", task.Handle, status.ToString(), failure);

    private Queue FindQueue(string arn, string parameter)
    {
        if (!arn.StartsWith("arn:aws:sqs:", StringComparison.Ordinal))
        {
            throw SqsErrors.InvalidParameterValue(
                $"You must use this format to specify the {parameter}: arn:<partition>:<service>:<region>:<account-id>:<resource-id>"
            );
        }

        return directory.FindByArn(arn)
            ?? throw SqsErrors.ResourceNotFound($"The resource that you specified for the {parameter} parameter doesn't exist.");
    }

    /// <summary>Moves the next messages; null if the task has ended.</summary>
    private async Task<MessageMoveTask?> MoveBatchAsync(string handle)
    {
        var destinations = new Dictionary<Queue, int>();
        QueueCounters? from = null;
        var task = await database.WriteAsync(session =>
        {
            destinations.Clear();
            return MoveBatch(session, handle, destinations, out from);
        });
        from?.Add(-destinations.Values.Sum());
        foreach (var (queue, count) in destinations)
        {
            queue.Counters.Add(count);
            queue.Announce(time.GetUtcNow());
        }

        return task;
    }

    private MessageMoveTask? MoveBatch(DatabaseSession session, string handle, Dictionary<Queue, int> destinations, out QueueCounters? from)
    {
        from = null;
        if (Find(session, handle) is not { } task)
        {
            return null;
        }

        if (task.Status == MessageMoveTaskStatus.Cancelling || directory.FindByArn(task.SourceArn) is not { } source)
        {
            SetStatus(session, task, MessageMoveTaskStatus.Cancelled);
            return null;
        }

        from = source.Counters;
        var now = time.GetUtcNow();
        var messages = MessageStore.FindVisible(session, source.Counters.Number, now, task.Rate ?? BatchSize);
        if (messages.Count == 0)
        {
            SetStatus(session, task, MessageMoveTaskStatus.Completed);
            return null;
        }

        foreach (var message in messages)
        {
            var arn = task.DestinationArn ?? message.DeadLetterSourceArn;
            if (arn is null || directory.FindByArn(arn) is not { } destination)
            {
                SetStatus(
                    session,
                    task,
                    MessageMoveTaskStatus.Failed,
                    arn is null ? "CouldNotDetermineMessageSource" : "AWS.SimpleQueueService.NonExistentQueue"
                );
                task = null;
                break;
            }

            MessageStore.MoveAsNew(session, message.Seq, destination.Counters.Number, ids.Next(), now);
            destinations[destination] = destinations.GetValueOrDefault(destination) + 1;
        }

        session.Execute("UPDATE message_moves SET moved = moved + ?2 WHERE handle = ?1", handle, destinations.Values.Sum());
        return task;
    }

    [LoggerMessage(LogLevel.Error, "Could not read the message move tasks. The next attempt is in {seconds} s.")]
    private partial void LogFailure(Exception exception, double seconds);

    [LoggerMessage(LogLevel.Error, "The message move task {handle} could not move messages. The next attempt is in {seconds} s.")]
    private partial void LogTaskFailure(Exception exception, string handle, double seconds);
}
