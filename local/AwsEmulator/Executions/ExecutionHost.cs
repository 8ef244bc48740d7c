using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Executions.StateMachines;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>
/// Runs executions. Each event is given to the interpreter, its decision is stored, and only then the decision's effects begin. After a
/// restart, the replayed history gives the state and the unfinished effects, which begin again: as on AWS, a task can be attempted twice.
/// An execution that cannot be decided on fails; it does not affect the others. Thread-safe.
/// </summary>
internal sealed partial class ExecutionHost(
    ExecutionEventStore store,
    TaskRunner tasks,
    ExecutionFeed feed,
    ExecutionOptions options,
    TimeProvider time,
    ILogger<ExecutionHost> logger
) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, RunningExecution> _running = new(StringComparer.Ordinal);

    // By ARN, the executions whose start, redrive or end is being stored: they are not in _running yet, or no longer.
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _changing = new(StringComparer.Ordinal);

    // By ARN, the replays in progress or to come. Each is also in _changing.
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _replays = new(StringComparer.Ordinal);
    private readonly InFlightTracker _inFlight = new();
    private readonly CancellationTokenSource _stopping = new();
    private volatile bool _isUnavailable;

    /// <summary>Raised at the end of every execution, after it is stored.</summary>
    public event Action<ExecutionRecord>? Ended;

    /// <summary>Starts an execution; false if the state machine has one of that name.</summary>
    public async Task<bool> StartAsync(StateMachineRecord machine, ExecutionRecord record, string input)
    {
        using var work = _inFlight.Begin();
        await BeginChangeAsync(record.Arn);
        try
        {
            var state = Execution.Create(machine.Machine, CreateStart(machine, record, JsonValue.Parse(input)));
            var decision = CombinedDecision.Make(
                record,
                state,
                [new PendingEvent(ExecutionEvent.Begin.Instance)],
                record.StartDate,
                _stopping.Token
            );
            if (!await store.StartAsync(decision.Step, input))
            {
                return false;
            }

            Begin(new RunningExecution(record, input, state, time), decision);
            return true;
        }
        finally
        {
            EndChange(record.Arn);
        }
    }

    /// <summary>Continues an execution of an earlier process. If its stored data cannot be read, it fails.</summary>
    /// <param name="record">The execution as it is stored.</param>
    /// <param name="input">JSON text.</param>
    /// <param name="load">Reads the state machine, and the history while it is enumerated.</param>
    /// <exception cref="StorageUnavailableException">The database cannot be read.</exception>
    public void Resume(
        ExecutionRecord record,
        string input,
        Func<(StateMachineRecord Machine, IEnumerable<HistoryEvent> History)> load
    ) => Resume(record, input, load, CancellationToken.None);

    /// <summary>
    /// Continues executions of an earlier process one after the other, while others run already. A stop does not wait for the replay of a
    /// long history: it ends the replay and the execution.
    /// </summary>
    public void ResumeInBackground(
        IReadOnlyList<(ExecutionRecord Record, string Input)> executions,
        Func<ExecutionRecord, (StateMachineRecord Machine, IEnumerable<HistoryEvent> History)> load
    )
    {
        foreach (var (record, _) in executions)
        {
            _changing[record.Arn] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _replays[record.Arn] = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        }

        _ = Task.Run(async () =>
        {
            using var work = _inFlight.Begin();
            foreach (var (record, input) in executions)
            {
                await ReplayAsync(record, input, () => load(record));
            }
        });
    }

    private async Task ReplayAsync(
        ExecutionRecord record,
        string input,
        Func<(StateMachineRecord Machine, IEnumerable<HistoryEvent> History)> load
    )
    {
        using var replay = _replays[record.Arn];
        try
        {
            await InsistAsync(
                record.Arn,
                async () =>
                {
                    // A thread of its own: a long replay on the threads of requests would let them wait.
                    await Task.Factory.StartNew(
                        () => Resume(record, input, load, replay.Token),
                        replay.Token,
                        TaskCreationOptions.LongRunning,
                        TaskScheduler.Default
                    );
                    return true;
                }
            );
        }
        catch (OperationCanceledException) when (replay.IsCancellationRequested || _stopping.IsCancellationRequested)
        {
            // A stop ends the execution, or the next start replays it again.
        }
        finally
        {
            _replays.TryRemove(record.Arn, out _);
            EndChange(record.Arn);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Damaged data of one execution must not stop the others.")]
    private void Resume(
        ExecutionRecord record,
        string input,
        Func<(StateMachineRecord Machine, IEnumerable<HistoryEvent> History)> load,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var (machine, history) = load();
            var state = Execution.Replay(
                machine.Machine,
                CreateStart(machine, record, JsonValue.Parse(input)),
                history.TakeWhile(_ => !cancellationToken.IsCancellationRequested)
            );
            cancellationToken.ThrowIfCancellationRequested();
            var running = new RunningExecution(record, input, state, time);
            _running[record.Arn] = running;
            Deliver(running, new PendingEvent(ExecutionEvent.Begin.Instance));
        }
        catch (Exception e) when (e is not (StorageUnavailableException or OperationCanceledException))
        {
            LogNotResumed(e, record.Arn);
            _ = FailAsync(record, input, $"The execution cannot continue after a restart: {e.Message}");
        }
    }

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
        await BeginChangeAsync(record.Arn);
        try
        {
            var state = Execution.Replay(machine.Machine, CreateStart(machine, record, JsonValue.Parse(input)), history);
            var decision = CombinedDecision.Make(
                record,
                state,
                [new PendingEvent(ExecutionEvent.Redrive.Instance)],
                time.GetUtcNow(),
                _stopping.Token
            );
            if (!await store.RedriveAsync(decision.Step, input, clientToken))
            {
                return false;
            }

            Begin(new RunningExecution(record, input, state, time), decision);
            return true;
        }
        finally
        {
            EndChange(record.Arn);
        }
    }

    /// <summary>Delivers an event to a running execution; false if it had no effect or no such execution runs.</summary>
    /// <exception cref="OperationCanceledException">The host stops.</exception>
    public async Task<bool> DeliverAsync(string executionArn, ExecutionEvent executionEvent)
    {
        while (true)
        {
            _stopping.Token.ThrowIfCancellationRequested();
            // Read in this order: a start puts its execution into _running before it ends its change.
            var change = _changing.GetValueOrDefault(executionArn);
            if (_running.TryGetValue(executionArn, out var running))
            {
                var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                Deliver(running, new PendingEvent(executionEvent, done));
                return await done.Task;
            }

            if (change is null)
            {
                return false;
            }

            if (executionEvent is ExecutionEvent.Stop && _replays.TryGetValue(executionArn, out var replay))
            {
                await CancelAsync(replay);
            }

            await change.Task;
        }
    }

    /// <summary>The states of a running execution that wait for a retry; empty for any other execution.</summary>
    public IReadOnlyList<PendingRetry> PendingRetries(string executionArn) =>
        _running.GetValueOrDefault(executionArn)?.State.PendingRetries ?? [];

    /// <summary>
    /// Ends an execution that is stored as running but does not run in this process. If it runs after all, nothing happens.
    /// </summary>
    public async Task EndUnknownAsync(ExecutionRecord record, string input, ExecutionStatus status, string? error, string? cause)
    {
        using var work = _inFlight.Begin();
        await BeginChangeAsync(record.Arn);
        try
        {
            if (_running.ContainsKey(record.Arn) || !store.IsRunning(record))
            {
                return;
            }

            var step = ExecutionStep.End(record, status, store.LastEventId(record), error, cause, Now());
            await store.AppendAsync(step, input);
            feed.Publish(new ExecutionChange(step.After, step.Events));
            Ended?.Invoke(step.After);
        }
        finally
        {
            EndChange(record.Arn);
        }
    }

    /// <summary>Stops to decide. The next start continues what is unfinished.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        foreach (var running in _running.Values)
        {
            running.Dispose();
        }

        await _inFlight.WhenNoneAsync();
        _stopping.Dispose();
    }

    /// <summary>Applies the stored first decision, and continues with the steps that it has left.</summary>
    private void Begin(RunningExecution running, CombinedDecision decision)
    {
        Settle(running, decision);
        if (decision.State.HasStepsLeft)
        {
            Deliver(running, new PendingEvent(ExecutionEvent.Continue.Instance));
        }
    }

    private static async Task CancelAsync(CancellationTokenSource replay)
    {
        try
        {
            await replay.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The replay has just ended.
        }
    }

    private async Task BeginChangeAsync(string executionArn)
    {
        var change = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (!_changing.TryAdd(executionArn, change))
        {
            if (_changing.TryGetValue(executionArn, out var other))
            {
                await other.Task;
            }
        }
    }

    private void EndChange(string executionArn)
    {
        if (_changing.TryRemove(executionArn, out var change))
        {
            change.SetResult();
        }
    }

    private void Deliver(RunningExecution running, PendingEvent pending)
    {
        if (_stopping.IsCancellationRequested)
        {
            pending.Done?.TrySetCanceled();
        }
        else if (running.Add(pending))
        {
            _ = Task.Run(() => DecideAsync(running));
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The failure is logged and ends its execution only.")]
    private async Task DecideAsync(RunningExecution running)
    {
        using var work = _inFlight.Begin();
        var retry = NewRetryDelay();
        while (!_stopping.IsCancellationRequested && running.Take() is { } events)
        {
            try
            {
                await DecideAsync(running, events);
                retry.Reset();
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                // The next start decides again on what was not stored.
                foreach (var pending in events)
                {
                    pending.Done?.TrySetCanceled();
                }
            }
            catch (OperationCanceledException) when (running.Decision.IsCancellationRequested)
            {
                running.PutBack(events);
            }
            catch (StorageUnavailableException e)
            {
                LogUnavailable(e, running.Record.Arn);
                await PutBackUnstoredAsync(running, events, e, retry);
            }
            catch (Exception e)
            {
                LogDecisionFailed(e, running.Record.Arn);
                await FailAsync(running, $"The interpreter could not decide on an event: {e.Message}");
                foreach (var pending in events)
                {
                    pending.Done?.TrySetResult(false);
                }
            }
        }
    }

    private async Task DecideAsync(RunningExecution running, IReadOnlyList<PendingEvent> events)
    {
        var decision = CombinedDecision.Make(running.Record, running.State, events, time.GetUtcNow(), running.Decision);
        if (decision.Step.Events.Count > 0)
        {
            await store.AppendAsync(decision.Step, running.Input);
            LogAvailable();
        }

        Settle(running, decision);
        for (var i = 0; i < decision.Changed.Count; i++)
        {
            events[i].Done?.TrySetResult(decision.Changed[i]);
        }

        var hasStepsLeft = decision.State.HasStepsLeft;
        if (hasStepsLeft || decision.Changed.Count < events.Count)
        {
            running.PutBack(events.Skip(decision.Changed.Count), hasStepsLeft);
            // Others take their turns between the parts of a long decision.
            await Task.Yield();
        }
    }

    /// <summary>
    /// Keeps the events of a decision that could not be stored, and waits. Only events that a client waits for are dropped: the client gets
    /// the error, and can try again.
    /// </summary>
    private async Task PutBackUnstoredAsync(
        RunningExecution running,
        IReadOnlyList<PendingEvent> events,
        StorageUnavailableException failure,
        GrowingDelay retry
    )
    {
        foreach (var pending in events)
        {
            pending.Done?.TrySetException(failure);
        }

        running.PutBack(events.Where(pending => pending.Done is null));
        await running.WaitToRetryAsync(retry.Next(), _stopping.Token);
    }

    [SuppressMessage("Design", "CA1031", Justification = "The failure is logged. StopExecution can still end the execution.")]
    private async Task FailAsync(RunningExecution running, string cause)
    {
        if (running.Record.Status != ExecutionStatus.Running)
        {
            return;
        }

        try
        {
            var step = await InsistAsync(
                running.Record.Arn,
                async () =>
                {
                    var lastEventId = store.LastEventId(running.Record);
                    var end = ExecutionStep.End(running.Record, ExecutionStatus.Failed, lastEventId, ErrorNames.Runtime, cause, Now());
                    await store.AppendAsync(end, running.Input);
                    return end;
                }
            );
            Settle(running, new CombinedDecision(running.State, step, [], []));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The next start continues the execution.
        }
        catch (Exception e)
        {
            LogNotEnded(e, running.Record.Arn);
            _running.TryRemove(KeyValuePair.Create(running.Record.Arn, running));
            running.Dispose();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The failure is logged. StopExecution can still end the execution.")]
    private async Task FailAsync(ExecutionRecord record, string input, string cause)
    {
        try
        {
            await InsistAsync(
                record.Arn,
                async () =>
                {
                    await EndUnknownAsync(record, input, ExecutionStatus.Failed, ErrorNames.Runtime, cause);
                    return true;
                }
            );
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The next start ends it.
        }
        catch (Exception e)
        {
            LogNotEnded(e, record.Arn);
        }
    }

    /// <summary>Stores a change that no client waits for. It is tried until the storage can be used.</summary>
    private async Task<T> InsistAsync<T>(string executionArn, Func<Task<T>> store)
    {
        var retry = NewRetryDelay();
        while (true)
        {
            try
            {
                var result = await store();
                LogAvailable();
                return result;
            }
            catch (StorageUnavailableException e)
            {
                LogUnavailable(e, executionArn);
                await Task.Delay(retry.Next(), time, _stopping.Token);
            }
        }
    }

    private GrowingDelay NewRetryDelay() => new(options.StorageRetryDelay, options.MaxStorageRetryDelay);

    /// <summary>Logs the first failure only: while the storage cannot be used, every running execution fails to store its changes.</summary>
    private void LogUnavailable(StorageUnavailableException failure, string executionArn)
    {
        if (!Interlocked.Exchange(ref _isUnavailable, true))
        {
            LogStorageUnavailable(failure, executionArn);
        }
    }

    private void LogAvailable()
    {
        if (_isUnavailable && Interlocked.Exchange(ref _isUnavailable, false))
        {
            LogStorageAvailable();
        }
    }

    /// <summary>Applies a stored decision to memory, publishes it, and begins its effects.</summary>
    private void Settle(RunningExecution running, CombinedDecision decision)
    {
        running.State = decision.State;
        running.Record = decision.Step.After;
        var isRunning = running.Record.Status == ExecutionStatus.Running;
        // A redrive can begin as soon as the end is stored, before this line. Its entry must stay.
        if (isRunning)
        {
            _running[running.Record.Arn] = running;
        }
        else
        {
            _running.TryRemove(KeyValuePair.Create(running.Record.Arn, running));
        }

        if (decision.Step.Events.Count > 0)
        {
            feed.Publish(new ExecutionChange(running.Record, decision.Step.Events));
        }

        Effect.InvokeTask? lastTask = null;
        foreach (var effect in decision.Effects)
        {
            lastTask = effect as Effect.InvokeTask ?? lastTask;
            Begin(running, effect is Effect.StartTimer timer ? RestoreTimeout(timer, lastTask) : effect);
        }

        if (isRunning)
        {
            return;
        }

        running.Dispose();
        Ended?.Invoke(running.Record);
    }

    /// <summary>
    /// A task that is invoked again after a restart gets its whole TimeoutSeconds again: the process did not run in the meantime, and a
    /// task that has finished and lost only its response would time out.
    /// </summary>
    private Effect.StartTimer RestoreTimeout(Effect.StartTimer timer, Effect.InvokeTask? task)
    {
        if (
            timer.TimerId.Kind != TimerKind.TaskTimeout
            || task is not { Submitted: false, TimeoutSeconds: { } seconds }
            || task.TaskId != timer.TimerId.EventId
        )
        {
            return timer;
        }

        var due = time.GetUtcNow().AddSeconds(seconds);
        return due > timer.DueAt ? timer with { DueAt = due } : timer;
    }

    private void Begin(RunningExecution running, Effect effect)
    {
        switch (effect)
        {
            case Effect.InvokeTask { Submitted: true }:
                // Submitted before the restart: the execution waits for its task token only.
                break;
            case Effect.InvokeTask task:
                _ = RunTaskAsync(running, task);
                break;
            case Effect.StartTimer timer:
                running.StartTimer(
                    timer.TimerId,
                    timer.DueAt,
                    () => Deliver(running, new PendingEvent(new ExecutionEvent.TimerFired(timer.TimerId)))
                );
                break;
            case Effect.CancelTimer timer:
                running.CancelTimer(timer.TimerId);
                break;
            case Effect.CancelTask task:
                running.CancelTask(task.TaskId);
                break;
            case Effect.ExecutionFinished:
                break;
            default:
                throw new InvalidOperationException($"Unknown effect {effect.GetType().Name}.");
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The failure is logged and fails the task.")]
    private async Task RunTaskAsync(RunningExecution running, Effect.InvokeTask task)
    {
        ExecutionEvent? result;
        try
        {
            result = await tasks.RunAsync(running.Record.Key, running.State.Start, task, running.StartTask(task.TaskId));
        }
        catch (Exception e)
        {
            LogTaskFailed(e, running.Record.Arn);
            result = new ExecutionEvent.TaskFailed(task.TaskId, ErrorNames.Runtime, e.Message);
        }

        if (result is not null)
        {
            Deliver(running, new PendingEvent(result));
        }

        running.EndTask(task.TaskId);
    }

    // Step Functions keeps whole milliseconds.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    private static ExecutionStart CreateStart(StateMachineRecord machine, ExecutionRecord record, JsonValue input) =>
        new()
        {
            ExecutionArn = record.Arn,
            Name = record.Name,
            Input = input,
            StartTime = record.StartDate,
            StateMachineArn = record.StateMachineArn,
            StateMachineName = record.StateMachineName,
            RoleArn = machine.RoleArn,
        };

    [LoggerMessage(LogLevel.Error, "{executionArn} and other executions wait until the data folder can be used")]
    private partial void LogStorageUnavailable(Exception exception, string executionArn);

    [LoggerMessage(LogLevel.Information, "The data folder can be used again. The executions continue")]
    private partial void LogStorageAvailable();

    [LoggerMessage(LogLevel.Critical, "{executionArn} fails, because its stored data cannot be read")]
    private partial void LogNotResumed(Exception exception, string executionArn);

    [LoggerMessage(LogLevel.Critical, "{executionArn} fails, because the interpreter could not decide on an event")]
    private partial void LogDecisionFailed(Exception exception, string executionArn);

    [LoggerMessage(LogLevel.Critical, "The end of {executionArn} could not be stored. Stop the execution to try again")]
    private partial void LogNotEnded(Exception exception, string executionArn);

    [LoggerMessage(LogLevel.Error, "A task of {executionArn} could not be run")]
    private partial void LogTaskFailed(Exception exception, string executionArn);
}
