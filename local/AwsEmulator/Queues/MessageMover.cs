using System.Collections.Concurrent;
using System.Text;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>
/// Redrive tasks: moving a dead-letter queue's messages to where they came from, or to a queue that is named,
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html.
/// A task goes on after a restart.
/// </summary>
internal sealed class MessageMover(Database database, TimeProvider time, IdSource ids, QueueDirectory directory) : IDisposable
{
    private const int Chunk = 100;
    private const string Columns = "handle, source, destination, rate, status, moved, to_move, failure, started_at";

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);

    public async Task<string> StartAsync(string sourceArn, string? destinationArn, int? rate)
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
                source.Stock.Total,
                time.GetUtcNow()
            );
        });
        Run(handle);
        return handle;
    }

    /// <summary>Asks a task to end; returns how many messages it has moved.</summary>
    public async Task<long> CancelAsync(string handle) =>
        await database.WriteAsync(session =>
        {
            var task = Find(session, handle) ?? throw SqsErrors.ResourceNotFound("Task does not exist.");
            if (task.Status != MoveStatus.Running)
            {
                throw SqsErrors.UnsupportedOperation("Only active tasks can be cancelled.");
            }

            SetStatus(session, task, MoveStatus.Cancelling);
            return task.Moved;
        });

    /// <summary>A queue's latest tasks, latest first.</summary>
    public List<MoveTask> List(string sourceArn, int max)
    {
        FindQueue(sourceArn, "SourceArn");
        return database.Read(session =>
            session.Query($"SELECT {Columns} FROM message_moves WHERE source = ?1 ORDER BY started_at DESC LIMIT ?2", Map, sourceArn, max)
        );
    }

    /// <summary>Goes on with what a stop interrupted.</summary>
    public void Resume()
    {
        foreach (
            var handle in database.Read(session =>
                session.Query("SELECT handle FROM message_moves WHERE status IN ('Running', 'Cancelling')", static row => row.GetString(0))
            )
        )
        {
            Run(handle);
        }
    }

    /// <summary>Moves one message, as it is, to another queue; false when it is not there any more.</summary>
    public async Task<bool> MoveAsync(Queue source, long number, Queue destination)
    {
        var (from, to) = (source.Stock, destination.Stock);
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

    public void Dispose()
    {
        _stopping.Cancel();
        Task.WhenAll(_running.Values).ContinueWith(_ => _stopping.Dispose(), TaskScheduler.Default);
    }

    private static MoveTask Map(Row row) =>
        new()
        {
            Handle = row.GetString(0),
            SourceArn = row.GetString(1),
            DestinationArn = row.GetStringOrNull(2),
            Rate = (int?)row.GetInt64OrNull(3),
            Status = Enum.Parse<MoveStatus>(row.GetString(4)),
            Moved = row.GetInt64(5),
            ToMove = row.GetInt64(6),
            FailureReason = row.GetStringOrNull(7),
            StartedAt = row.GetTime(8),
        };

    private static MoveTask? Find(DatabaseSession session, string handle) =>
        session.QueryFirst($"SELECT {Columns} FROM message_moves WHERE handle = ?1", Map, handle);

    private static void SetStatus(DatabaseSession session, MoveTask task, MoveStatus status, string? failure = null) =>
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

    private void Run(string handle) =>
        _running[handle] = Task.Run(async () =>
        {
            try
            {
                while (await StepAsync(handle) is { } task)
                {
                    if (task.Rate is not null)
                    {
                        await Task.Delay(TimeSpan.FromSeconds(1), time, _stopping.Token);
                    }

                    _stopping.Token.ThrowIfCancellationRequested();
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                // The program ends; the next start resumes the task.
            }
            finally
            {
                _running.TryRemove(handle, out _);
            }
        });

    /// <summary>Moves the next few messages; null when the task has ended.</summary>
    private async Task<MoveTask?> StepAsync(string handle)
    {
        var destinations = new Dictionary<Queue, int>();
        QueueStock? from = null;
        var task = await database.WriteAsync(session =>
        {
            destinations.Clear();
            return Step(session, handle, destinations, out from);
        });
        from?.Add(-destinations.Values.Sum());
        foreach (var (queue, count) in destinations)
        {
            queue.Stock.Add(count);
            queue.Announce(time.GetUtcNow());
        }

        return task;
    }

    private MoveTask? Step(DatabaseSession session, string handle, Dictionary<Queue, int> destinations, out QueueStock? from)
    {
        from = null;
        if (Find(session, handle) is not { } task)
        {
            return null;
        }

        if (task.Status == MoveStatus.Cancelling || directory.FindByArn(task.SourceArn) is not { } source)
        {
            SetStatus(session, task, MoveStatus.Cancelled);
            return null;
        }

        from = source.Stock;
        var now = time.GetUtcNow();
        var messages = MessageStore.FindVisible(session, source.Stock.Number, now, task.Rate ?? Chunk);
        if (messages.Count == 0)
        {
            SetStatus(session, task, MoveStatus.Completed);
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
                    MoveStatus.Failed,
                    arn is null ? "CouldNotDetermineMessageSource" : "AWS.SimpleQueueService.NonExistentQueue"
                );
                task = null;
                break;
            }

            MessageStore.MoveAsNew(session, message.Seq, destination.Stock.Number, ids.Next(), now);
            destinations[destination] = destinations.GetValueOrDefault(destination) + 1;
        }

        session.Execute("UPDATE message_moves SET moved = moved + ?2 WHERE handle = ?1", handle, destinations.Values.Sum());
        return task;
    }
}
