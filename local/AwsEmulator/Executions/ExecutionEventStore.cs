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
    private readonly ExecutionStatusRule? _statusRule;
    private long _lastKey;

    public ExecutionEventStore(Database database, ExecutionStatusRule? statusRule)
    {
        _database = database;
        _statusRule = statusRule;
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
        var (isNew, isReported) = await _database.WriteAsync(session =>
            ExecutionStore.TryInsert(session, step.Before, input) ? (true, Write(session, step, batches, input)) : (false, false)
        );
        if (isReported)
        {
            _statusRule!.Wake();
        }

        return isNew;
    }

    public async Task AppendAsync(ExecutionStep step, string input)
    {
        var batches = HistoryBatchSerializer.Serialize(step.Events);
        if (await _database.WriteAsync(session => Write(session, step, batches, input)))
        {
            _statusRule!.Wake();
        }
    }

    /// <summary>Stores a redrive. If the execution has changed meanwhile: false, and nothing is stored.</summary>
    public Task<bool> RedriveAsync(ExecutionStep step, string input, string? clientToken)
    {
        var batches = HistoryBatchSerializer.Serialize(step.Events);
        return _database.WriteAsync(session =>
        {
            var isSame = ExecutionStore.TryReopen(session, step.Before, step.After.RedriveDate!.Value, clientToken);
            if (isSame)
            {
                Write(session, step, batches, input);
            }

            return isSame;
        });
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
        return _statusRule?.Enqueue(session, step.After, step.Cause, input) ?? false;
    }
}
