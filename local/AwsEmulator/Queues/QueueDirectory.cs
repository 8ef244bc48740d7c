using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>The queues with their attributes and tags. All are in memory; a change is stored first. Thread-safe.</summary>
internal sealed partial class QueueDirectory : IDisposable
{
    private readonly ConcurrentDictionary<string, Queue> _queues = new(StringComparer.Ordinal);
    private readonly Database _database;
    private readonly TimeProvider _time;

    // One change at a time keeps memory and database in the same order.
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly ILogger<QueueDirectory> _logger;

    public QueueDirectory(Database database, TimeProvider time, ILogger<QueueDirectory> logger)
    {
        _logger = logger;
        _database = database;
        _time = time;
        database.Migrate("queues", MessageStore.Schema);
        foreach (var queue in database.Read(Load))
        {
            _queues[queue.Name] = queue;
        }
    }

    public IEnumerable<Queue> All => _queues.Values.OrderBy(queue => queue.Name, StringComparer.Ordinal);

    public Queue? Find(string name) => _queues.GetValueOrDefault(name);

    /// <exception cref="AwsException">QueueDoesNotExist.</exception>
    public Queue Get(string name) => Find(name) ?? throw SqsErrors.QueueDoesNotExist();

    public Queue? FindByArn(string arn) =>
        arn.LastIndexOf(':') is var colon and >= 0 && Find(arn[(colon + 1)..]) is { } queue && queue.Arn == arn ? queue : null;

    public IEnumerable<Queue> DeadLetterSourcesOf(Queue queue) =>
        All.Where(source => source.Settings.Redrive?.DeadLetterTargetArn == queue.Arn);

    /// <summary>Creates a queue. If it exists with equal values of the given attributes, returns it.</summary>
    /// <exception cref="AwsException">QueueNameExists, or the name or an attribute is invalid.</exception>
    public Task<Queue> CreateAsync(string name, IReadOnlyDictionary<string, string> attributes, IReadOnlyDictionary<string, string> tags) =>
        ChangeAsync(async () =>
        {
            if (name.Length is 0 or > 80 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            {
                if (name.EndsWith(".fifo", StringComparison.Ordinal))
                {
                    throw SqsErrors.UnsupportedOperation("First-in-first-out queues are not offered on this machine.");
                }

                throw SqsErrors.InvalidParameterValue(
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"
                );
            }

            var wanted = QueueAttributes.Default.With(attributes);
            if (Find(name) is { } existing)
            {
                foreach (var attribute in attributes.Keys)
                {
                    if (existing.Attributes.Values.GetValueOrDefault(attribute) != wanted.Values.GetValueOrDefault(attribute))
                    {
                        throw SqsErrors.QueueNameExists(attribute);
                    }
                }

                return existing;
            }

            CheckRedrive(wanted.Settings.Redrive);
            var now = _time.GetUtcNow();
            var storedTags = tags.ToImmutableSortedDictionary(StringComparer.Ordinal);
            var number = await _database.WriteAsync(session =>
            {
                var next = NextNumber(session);
                session.Execute(
                    "INSERT INTO queues VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
                    name,
                    next,
                    wanted.ToJson(),
                    WriteTags(storedTags),
                    now
                );
                return next;
            });
            return _queues[name] = new Queue(name)
            {
                Counters = new QueueCounters(number, 0),
                Attributes = wanted,
                Tags = storedTags,
                CreatedAt = now,
                ModifiedAt = now,
            };
        });

    /// <summary>Deletes a queue. <see cref="QueueCleanupService"/> deletes its messages.</summary>
    public Task DeleteAsync(Queue queue) =>
        ChangeAsync(async () =>
        {
            await _database.WriteAsync(session => session.Execute("DELETE FROM queues WHERE name = ?1", queue.Name));
            _queues.TryRemove(queue.Name, out _);
            return queue;
        });

    public Task SetAttributesAsync(Queue queue, IReadOnlyDictionary<string, string> changes) =>
        ChangeAsync(async () =>
        {
            var attributes = queue.Attributes.With(changes);
            CheckRedrive(attributes.Settings.Redrive);
            var now = _time.GetUtcNow();
            await _database.WriteAsync(session =>
                session.Execute("UPDATE queues SET attributes = ?2, modified_at = ?3 WHERE name = ?1", queue.Name, attributes.ToJson(), now)
            );
            queue.Attributes = attributes;
            queue.ModifiedAt = now;
            return queue;
        });

    public Task SetTagsAsync(
        Queue queue,
        Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> change
    ) =>
        ChangeAsync(async () =>
        {
            var tags = change(queue.Tags);
            await _database.WriteAsync(session =>
                session.Execute("UPDATE queues SET tags = ?2 WHERE name = ?1", queue.Name, WriteTags(tags))
            );
            queue.Tags = tags;
            return queue;
        });

    /// <summary>
    /// Empties a queue in constant time: the queue gets a new number, and <see cref="QueueCleanupService"/> deletes the messages of the old
    /// one.
    /// </summary>
    /// <exception cref="AwsException">PurgeQueueInProgress.</exception>
    public Task PurgeAsync(Queue queue) =>
        ChangeAsync(async () =>
        {
            var now = _time.GetUtcNow();
            if (now - queue.PurgedAt < QueueLimits.PurgeInterval)
            {
                throw SqsErrors.PurgeQueueInProgress(queue.Name);
            }

            var number = await _database.WriteAsync(session =>
            {
                var next = NextNumber(session);
                session.Execute("UPDATE queues SET number = ?2 WHERE name = ?1", queue.Name, next);
                return next;
            });
            queue.Counters = new QueueCounters(number, 0);
            queue.PurgedAt = now;
            return queue;
        });

    public void Dispose() => _changing.Dispose();

    private List<Queue> Load(DatabaseSession session) =>
        session.Query(
            """
            SELECT name, number, attributes, tags, created_at, modified_at, (SELECT count(*) FROM messages WHERE queue = number) FROM queues
            """,
            row =>
            {
                var name = row.GetString(0);
                return new Queue(name)
                {
                    Counters = new QueueCounters(row.GetInt64(1), row.GetInt64(6)),
                    Attributes = Read(name, row.GetString(2), QueueAttributes.FromJson) ?? QueueAttributes.Unreadable,
                    Tags = Read(name, row.GetString(3), ReadTags) ?? ImmutableSortedDictionary<string, string>.Empty,
                    CreatedAt = row.GetTime(4),
                    ModifiedAt = row.GetTime(5),
                };
            }
        );

    // Damaged data of one queue must not stop the others.
    private T? Read<T>(string queue, string json, Func<string, T> parse)
        where T : class
    {
        try
        {
            return parse(json);
        }
        catch (Exception e) when (e is JsonException or AwsException or FormatException or KeyNotFoundException or OverflowException)
        {
            LogDamaged(e, queue);
            return null;
        }
    }

    private static ImmutableSortedDictionary<string, string> ReadTags(string json) =>
        JsonSerializer.Deserialize(json, QueueJson.Default.ImmutableSortedDictionaryStringString)
        ?? throw new JsonException("The tags are null.");

    private static long NextNumber(DatabaseSession session)
    {
        session.Execute("INSERT INTO queue_numbers DEFAULT VALUES");
        return session.LastInsertRowId;
    }

    private static string WriteTags(ImmutableSortedDictionary<string, string> tags) =>
        JsonSerializer.Serialize(tags, QueueJson.Default.ImmutableSortedDictionaryStringString);

    private void CheckRedrive(RedrivePolicy? policy)
    {
        if (policy is not null && FindByArn(policy.DeadLetterTargetArn) is null)
        {
            throw SqsErrors.InvalidParameterValue(policy.DeadLetterTargetArn, "RedrivePolicy", "Dead letter target does not exist.");
        }
    }

    private async Task<T> ChangeAsync<T>(Func<Task<T>> change)
    {
        await _changing.WaitAsync();
        try
        {
            return await change();
        }
        finally
        {
            _changing.Release();
        }
    }

    [LoggerMessage(
        LogLevel.Critical,
        "Stored attributes or tags of the queue {queue} cannot be read. It has the default ones and the longest retention until they are set"
    )]
    private partial void LogDamaged(Exception exception, string queue);
}
