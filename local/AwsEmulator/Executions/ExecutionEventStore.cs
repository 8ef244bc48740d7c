using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Integrations;
using PromptToImage.AwsEmulator.Rules;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>Stores executions and their history events, one transaction per decision, and reads them.</summary>
internal sealed class ExecutionEventStore
{
    private readonly Database _database;
    private readonly RuleService _rules;
    private readonly TimeProvider _time;
    private readonly IdGenerator _ids;
    private long _lastKey;

    public ExecutionEventStore(Database database, RuleService rules, TimeProvider time, IdGenerator ids)
    {
        _database = database;
        _rules = rules;
        _time = time;
        _ids = ids;
        database.Migrate("executions", ExecutionSchema.Migrations);
        TaskResultStore.Migrate(database);
        _lastKey = database.Read(ExecutionStore.LastKey);
    }

    public long LastKey => Interlocked.Read(ref _lastKey);

    /// <summary>A new execution's key. Keys increase in the order of starting, which is the order of lists.</summary>
    public long NextKey() => Interlocked.Increment(ref _lastKey);

    /// <summary>Stores a new execution with its first decision. If its name is in use: false, and nothing is stored.</summary>
    public async Task<bool> StartAsync(ExecutionStep step, string input)
    {
        var batches = HistoryBatchSerializer.Serialize(step.Events);
        var (isNew, isPublished) = await _database.WriteAsync(session =>
        {
            if (!ExecutionStore.TryInsert(session, step.Before, input))
            {
                return (false, false);
            }

            var isStartPublished = Publish(session, step.Before, input);
            return (true, Write(session, step, batches, input) || isStartPublished);
        });
        Announce(isPublished);
        return isNew;
    }

    public async Task AppendAsync(ExecutionStep step, string input)
    {
        var batches = HistoryBatchSerializer.Serialize(step.Events);
        Announce(await _database.WriteAsync(session => Write(session, step, batches, input)));
    }

    /// <summary>Stores a redrive. If the execution has changed meanwhile: false, and nothing is stored.</summary>
    public async Task<bool> RedriveAsync(ExecutionStep step, string input, string? clientToken)
    {
        var batches = HistoryBatchSerializer.Serialize(step.Events);
        var (isSame, isPublished) = await _database.WriteAsync(session =>
        {
            if (!ExecutionStore.TryReopen(session, step.Before, step.After.RedriveDate!.Value, clientToken))
            {
                return (false, false);
            }

            var reopened = step.After with { Status = ExecutionStatus.Running, StopDate = null, Error = null };
            var isStartPublished = Publish(session, reopened, input);
            return (true, Write(session, step, batches, input) || isStartPublished);
        });
        Announce(isPublished);
        return isSame;
    }

    /// <summary>Whether the stored execution still runs, in the redrive that the record names.</summary>
    public bool IsRunning(ExecutionRecord record) =>
        _database.Read(session => ExecutionStore.Find(session, record.StateMachineName, record.MachineKey, record.Name))
            is { Status: ExecutionStatus.Running } stored
        && stored.RedriveCount == record.RedriveCount;

    /// <summary>The id of the last stored event.</summary>
    public long LastEventId(ExecutionRecord record) => _database.Read(session => ExecutionStore.EventCount(session, record.Key));

    /// <summary>Reads a history, or the part between two event ids.</summary>
    /// <exception cref="InvalidDataException">The stored history is damaged.</exception>
    public static List<HistoryEvent> Read(DatabaseSession session, long execution, int from = 1, int to = ExecutionSchema.MaxEventId)
    {
        var events = new List<HistoryEvent>();
        foreach (var data in ExecutionStore.Batches(session, execution, from, to))
        {
            events.AddRange(HistoryBatchSerializer.Deserialize(data).Where(e => e.Id >= from && e.Id <= to));
        }

        return events;
    }

    /// <summary>
    /// Reads what a replay needs of a history, while it is enumerated: a history can be larger than the memory.
    /// </summary>
    /// <exception cref="InvalidDataException">The stored history is damaged.</exception>
    public IEnumerable<HistoryEvent> ReadForReplay(ExecutionRecord execution)
    {
        var next = 1;
        while (_database.Read(session => ExecutionStore.BatchFrom(session, execution.Key, next)) is { } data)
        {
            foreach (var e in HistoryBatchSerializer.Deserialize(data, forReplay: true))
            {
                if (e.Id != next)
                {
                    throw new InvalidDataException($"The stored history is damaged: event {e.Id} is in the place of event {next}.");
                }

                next++;
                yield return e;
            }
        }
    }

    private bool Write(DatabaseSession session, ExecutionStep step, IReadOnlyList<HistoryBatch> batches, string input)
    {
        foreach (var batch in batches)
        {
            ExecutionStore.Append(session, step.Before.Key, batch);
        }

        if (step.After.Status == ExecutionStatus.Running)
        {
            return false;
        }

        ExecutionStore.Close(session, step.After, step.Output, step.Cause);
        TaskResultStore.Clear(session, step.After.Key);
        return Publish(session, step.After, input, step.Output, step.Cause);
    }

    /// <summary>Publishes a change of status; returns whether a rule matches it.</summary>
    private bool Publish(DatabaseSession session, ExecutionRecord execution, string input, string? output = null, string? cause = null) =>
        _rules.Publish(session, () => StatusEvent.Create(_ids.Next(), execution, input, output, cause, _time.GetUtcNow()));

    private void Announce(bool isPublished)
    {
        if (isPublished)
        {
            _rules.Announce();
        }
    }
}
