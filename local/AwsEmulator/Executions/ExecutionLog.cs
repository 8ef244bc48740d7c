using PromptToImage.AwsEmulator.Integrations;
using PromptToImage.AwsEmulator.Rules;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>The durable side of executions: what is decided goes in, one transaction per decision; what was decided comes out.</summary>
internal sealed class ExecutionLog
{
    private readonly Database _database;
    private readonly ExecutionStatusRule? _statusRule;
    private long _lastKey;

    public ExecutionLog(Database database, ExecutionStatusRule? statusRule)
    {
        _database = database;
        _statusRule = statusRule;
        database.Migrate("executions", ExecutionSchema.Migrations);
        TaskLedger.Migrate(database);
        _lastKey = database.Read(ExecutionStore.LastKey);
    }

    public long LastKey => Interlocked.Read(ref _lastKey);

    /// <summary>The next execution's key: keys grow in the order of starting, which is the order of lists.</summary>
    public long NextKey() => Interlocked.Increment(ref _lastKey);

    /// <summary>Stores a new execution with its first decision; false, and nothing is stored, when its name is taken.</summary>
    public async Task<bool> StartAsync(ExecutionStep step, string input)
    {
        var data = EventCodec.Encode(step.Events);
        var (isNew, isReported) = await _database.WriteAsync(session =>
            ExecutionStore.TryInsert(session, step.Before, input) ? (true, Write(session, step, data, input)) : (false, false)
        );
        if (isReported)
        {
            _statusRule!.Wake();
        }

        return isNew;
    }

    public async Task AppendAsync(ExecutionStep step, string input)
    {
        var data = EventCodec.Encode(step.Events);
        if (await _database.WriteAsync(session => Write(session, step, data, input)))
        {
            _statusRule!.Wake();
        }
    }

    /// <summary>Stores a redrive; false, and nothing is stored, when the execution is no longer as it was.</summary>
    public Task<bool> RedriveAsync(ExecutionStep step, string input, string? clientToken)
    {
        var data = EventCodec.Encode(step.Events);
        return _database.WriteAsync(session =>
        {
            var isSame = ExecutionStore.TryReopen(session, step.Before, step.After.RedriveDate!.Value, clientToken);
            if (isSame)
            {
                Write(session, step, data, input);
            }

            return isSame;
        });
    }

    /// <summary>Reads a whole history, or the part of it between two event ids.</summary>
    public static List<HistoryEvent> Read(DatabaseSession session, long execution, int from = 1, int to = ExecutionSchema.MaxEventId)
    {
        var events = new List<HistoryEvent>();
        foreach (var data in ExecutionStore.Decisions(session, execution, from, to))
        {
            events.AddRange(EventCodec.Decode(data).Where(e => e.Id >= from && e.Id <= to));
        }

        return events;
    }

    private bool Write(DatabaseSession session, ExecutionStep step, byte[] data, string input)
    {
        ExecutionStore.Append(session, step.Before.Key, (int)step.Events[0].Id, step.Events.Count, data);
        if (step.After.Status == ExecutionStatus.Running)
        {
            return false;
        }

        ExecutionStore.Close(session, step.After, step.Output, step.Cause);
        TaskLedger.Clear(session, step.After.Key);
        return _statusRule?.Enqueue(session, step.After, step.Cause, input) ?? false;
    }
}
