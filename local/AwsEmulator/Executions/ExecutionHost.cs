using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Executions.StateMachines;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>
/// Runs executions: starts, resumes, redrives and ends them, and delivers the events of clients. <see cref="DecisionLoop"/> decides on
/// events. Thread-safe.
/// </summary>
internal sealed class ExecutionHost : IAsyncDisposable
{
    private readonly ExecutionEventStore _store;
    private readonly TimeProvider _time;
    private readonly InFlightTracker _inFlight = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ExecutionLocks _locks = new();
    private readonly StorageRetry _storage;
    private readonly DecisionLoop _loop;
    private readonly ExecutionReplays _replays;

    public ExecutionHost(
        ExecutionEventStore store,
        TaskRunner tasks,
        ExecutionFeed feed,
        ExecutionOptions options,
        TimeProvider time,
        ILoggerFactory loggers
    )
    {
        _store = store;
        _time = time;
        _storage = new StorageRetry(options, time, loggers.CreateLogger<StorageRetry>(), _stopping.Token);
        _loop = new DecisionLoop(store, _storage, tasks, feed, _inFlight, time, loggers, _stopping.Token);
        _replays = new ExecutionReplays(
            store,
            _loop,
            _locks,
            _storage,
            FailAsync,
            _inFlight,
            time,
            loggers.CreateLogger<ExecutionReplays>(),
            _stopping.Token
        );
    }

    /// <summary>Raised at the end of every execution, after it is stored.</summary>
    public event Action<ExecutionRecord>? Ended
    {
        add => _loop.Ended += value;
        remove => _loop.Ended -= value;
    }

    /// <summary>Starts an execution; false if the state machine has one of that name.</summary>
    public async Task<bool> StartAsync(StateMachineRecord machine, ExecutionRecord record, string input)
    {
        using var work = _inFlight.Begin();
        using var held = await _locks.EnterAsync(record.Arn);
        var state = Execution.Create(machine.Machine, record.StartOf(machine, input));
        var decision = CombinedDecision.Make(
            record,
            state,
            [new PendingEvent(ExecutionEvent.Begin.Instance)],
            record.StartDate,
            _stopping.Token
        );
        if (!await _store.StartAsync(decision.Step, input))
        {
            return false;
        }

        _loop.Begin(new RunningExecution(record, input, state, _time), decision);
        return true;
    }

    /// <summary>Continues the executions of an earlier process, see <see cref="ExecutionReplays"/>.</summary>
    /// <param name="executions">The executions as they are stored, with their input as JSON text.</param>
    /// <param name="load">Reads the state machine, and the history while it is enumerated.</param>
    /// <exception cref="StorageUnavailableException">The database cannot be read.</exception>
    public void Resume(
        IEnumerable<(ExecutionRecord Record, string Input)> executions,
        Func<ExecutionRecord, (StateMachineRecord Machine, IEnumerable<HistoryEvent> History)> load
    ) => _replays.Run(executions, load);

    /// <summary>Redrives a closed execution; false if it has changed since <paramref name="record"/> was read.</summary>
    /// <exception cref="InvalidHistoryException">The history does not match the definition.</exception>
    public async Task<bool> RedriveAsync(
        StateMachineRecord machine,
        ExecutionRecord record,
        string input,
        IEnumerable<HistoryEvent> history,
        string? clientToken
    )
    {
        using var work = _inFlight.Begin();
        using var held = await _locks.EnterAsync(record.Arn);
        var state = Execution.Replay(machine.Machine, record.StartOf(machine, input), history);
        var decision = CombinedDecision.Make(
            record,
            state,
            [new PendingEvent(ExecutionEvent.Redrive.Instance)],
            _time.GetUtcNow(),
            _stopping.Token
        );
        if (!await _store.RedriveAsync(decision.Step, input, clientToken))
        {
            return false;
        }

        _loop.Begin(new RunningExecution(record, input, state, _time), decision);
        return true;
    }

    /// <summary>Delivers an event to a running execution; false if it had no effect or no such execution runs.</summary>
    /// <exception cref="OperationCanceledException">The host stops.</exception>
    public async Task<bool> DeliverAsync(string executionArn, ExecutionEvent executionEvent)
    {
        while (true)
        {
            _stopping.Token.ThrowIfCancellationRequested();
            // Read in this order: a start makes its execution run before it ends its change.
            var released = _locks.Released(executionArn);
            if (_loop.Find(executionArn) is { } running)
            {
                var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                _loop.Deliver(running, new PendingEvent(executionEvent, done));
                return await done.Task;
            }

            if (released is null)
            {
                return false;
            }

            if (executionEvent is ExecutionEvent.Stop)
            {
                await _replays.CancelAsync(executionArn);
            }

            await released;
        }
    }

    /// <summary>The states of a running execution that wait for a retry; empty for any other execution.</summary>
    public IReadOnlyList<PendingRetry> PendingRetries(string executionArn) => _loop.Find(executionArn)?.State.PendingRetries ?? [];

    /// <summary>
    /// Ends an execution that is stored as running but does not run in this process. If it runs after all, nothing happens.
    /// </summary>
    public async Task EndUnknownAsync(ExecutionRecord record, string input, ExecutionStatus status, string? error, string? cause)
    {
        using var work = _inFlight.Begin();
        using var held = await _locks.EnterAsync(record.Arn);
        if (_loop.Find(record.Arn) is not null || !_store.IsRunning(record))
        {
            return;
        }

        var step = ExecutionStep.End(record, status, _store.LastEventId(record), error, cause, _time.GetUtcMilliseconds());
        await _store.AppendAsync(step, input);
        _loop.PublishEnd(step);
    }

    /// <summary>Stops to decide. The next start continues what is unfinished.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        foreach (var running in _loop.Running)
        {
            running.Dispose();
        }

        await _inFlight.WhenNoneAsync();
        _stopping.Dispose();
    }

    private Task<bool> FailAsync(ExecutionRecord record, string input, string cause) =>
        _storage.TryEndAsync(
            record.Arn,
            () => EndUnknownAsync(record, input, ExecutionStatus.Failed, ErrorNames.Runtime, cause)
        );
}
