using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Executions.StateMachines;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>
/// Runs executions: what happens is given to the language's core, its decision is committed, and only then are the
/// decision's effects begun. After a restart the history gives state and unfinished effects back, and those are
/// begun again; so a task can be attempted twice, as on AWS, and nothing is lost.
/// </summary>
internal sealed partial class ExecutionHost(
    ExecutionLog log,
    TaskRunner tasks,
    ExecutionFeed feed,
    ExecutionOptions options,
    TimeProvider time,
    ILogger<ExecutionHost> logger
) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, LiveExecution> _running = new(StringComparer.Ordinal);
    private readonly OpenWork _open = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Raised on the end of every execution, after its commit.</summary>
    public event Action<ExecutionRecord>? Ended;

    public bool IsRunning(string executionArn) => _running.ContainsKey(executionArn);

    /// <summary>Starts an execution; false when the machine has one of that name already.</summary>
    public async Task<bool> StartAsync(StateMachineRecord machine, ExecutionRecord record, string input)
    {
        using var work = _open.Begin();
        var state = Execution.Create(machine.Machine, StartOf(machine, record, JsonValue.Parse(input)));
        var decision = LiveDecision.Make(record, state, [new PendingEvent(ExecutionEvent.Begin.Instance)], record.StartDate);
        if (!await log.StartAsync(decision.Step, input))
        {
            return false;
        }

        Settle(new LiveExecution(record, input, state, time), decision);
        return true;
    }

    /// <summary>Takes up an execution where its history ends.</summary>
    public void Resume(StateMachineRecord machine, ExecutionRecord record, string input, IEnumerable<HistoryEvent> history)
    {
        Execution state;
        try
        {
            state = Execution.Replay(machine.Machine, StartOf(machine, record, JsonValue.Parse(input)), history);
        }
        catch (InvalidHistoryException e)
        {
            // One history that a newer program reads otherwise must not keep all the others from going on.
            LogStuck(e, record.Arn);
            return;
        }

        var live = new LiveExecution(record, input, state, time);
        _running[record.Arn] = live;
        Tell(live, new PendingEvent(ExecutionEvent.Begin.Instance));
    }

    /// <summary>Continues a closed execution at what did not succeed; false when it is no longer as <paramref name="record"/> says.</summary>
    public async Task<bool> RedriveAsync(
        StateMachineRecord machine,
        ExecutionRecord record,
        string input,
        IEnumerable<HistoryEvent> history,
        string? clientToken
    )
    {
        using var work = _open.Begin();
        var state = Execution.Replay(machine.Machine, StartOf(machine, record, JsonValue.Parse(input)), history);
        var decision = LiveDecision.Make(record, state, [new PendingEvent(ExecutionEvent.Redrive.Instance)], time.GetUtcNow());
        if (!await log.RedriveAsync(decision.Step, input, clientToken))
        {
            return false;
        }

        Settle(new LiveExecution(record, input, state, time), decision);
        return true;
    }

    /// <summary>Tells a running execution of an event; false when it had no effect: it has ended, or no longer waits for that.</summary>
    public Task<bool> TellAsync(string executionArn, ExecutionEvent happened)
    {
        if (!_running.TryGetValue(executionArn, out var live))
        {
            return Task.FromResult(false);
        }

        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Tell(live, new PendingEvent(happened, done));
        return done.Task;
    }

    /// <summary>Stops deciding. What is in flight is left to the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        foreach (var live in _running.Values)
        {
            live.Dispose();
        }

        await _open.WhenNoneAsync();
        _stopping.Dispose();
    }

    private void Tell(LiveExecution live, PendingEvent pending)
    {
        if (_stopping.IsCancellationRequested)
        {
            pending.Done?.TrySetCanceled();
        }
        else if (live.Add(pending))
        {
            _ = Task.Run(() => DecideAsync(live));
        }
    }

    [SuppressMessage(
        "Design",
        "CA1031",
        Justification = "The end of a background turn: what nobody foresaw is logged, and other executions go on."
    )]
    private async Task DecideAsync(LiveExecution live)
    {
        using var work = _open.Begin();
        try
        {
            while (!_stopping.IsCancellationRequested && live.Take() is { } happened)
            {
                await DecideAsync(live, happened);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Whatever was not committed is decided again after the next start.
        }
        catch (Exception e)
        {
            LogStuck(e, live.Record.Arn);
        }
    }

    private async Task DecideAsync(LiveExecution live, IReadOnlyList<PendingEvent> happened)
    {
        try
        {
            var decision = LiveDecision.Make(live.Record, live.State, happened, time.GetUtcNow());
            if (decision.Step.Events.Count > 0)
            {
                await CommitAsync(live, decision.Step);
            }

            Settle(live, decision);
            for (var i = 0; i < happened.Count; i++)
            {
                happened[i].Done?.TrySetResult(decision.Changed[i]);
            }
        }
        finally
        {
            // Whoever waits learns that there was no decision.
            foreach (var pending in happened)
            {
                pending.Done?.TrySetCanceled();
            }
        }
    }

    private async Task CommitAsync(LiveExecution live, ExecutionStep step)
    {
        while (true)
        {
            try
            {
                await log.AppendAsync(step, live.Input);
                return;
            }
            catch (StorageUnavailableException e)
            {
                // What has happened must not be lost: it waits until the disk takes it.
                LogStorage(e, live.Record.Arn);
                await Task.Delay(options.StorageRetryDelay, time, _stopping.Token);
            }
        }
    }

    /// <summary>Makes a committed decision the truth in memory, tells of it, and begins its effects.</summary>
    private void Settle(LiveExecution live, LiveDecision decision)
    {
        live.State = decision.State;
        live.Record = decision.Step.After;
        var isRunning = live.Record.Status == ExecutionStatus.Running;
        // Once the end is stored a redrive may begin, before this is reached: what it put here stays.
        if (isRunning)
        {
            _running[live.Record.Arn] = live;
        }
        else
        {
            _running.TryRemove(KeyValuePair.Create(live.Record.Arn, live));
        }

        if (decision.Step.Events.Count > 0)
        {
            feed.Publish(new ExecutionChange(live.Record, decision.Step.Events));
        }

        Effect.InvokeTask? called = null;
        foreach (var effect in decision.Effects)
        {
            called = effect as Effect.InvokeTask ?? called;
            Begin(live, effect is Effect.StartTimer timer ? WithWholeTime(timer, called) : effect);
        }

        if (isRunning)
        {
            return;
        }

        live.Dispose();
        Ended?.Invoke(live.Record);
    }

    /// <summary>
    /// A task that is called again after a restart has its whole TimeoutSeconds again: the time without a process was not
    /// the task's, and one that has done its work and lost only its answer would be failed for it.
    /// </summary>
    private Effect.StartTimer WithWholeTime(Effect.StartTimer timer, Effect.InvokeTask? called)
    {
        if (
            timer.TimerId.Kind != TimerKind.TaskTimeout
            || called is not { Submitted: false, TimeoutSeconds: { } seconds }
            || called.TaskId != timer.TimerId.EventId
        )
        {
            return timer;
        }

        var due = time.GetUtcNow().AddSeconds(seconds);
        return due > timer.DueAt ? timer with { DueAt = due } : timer;
    }

    private void Begin(LiveExecution live, Effect effect)
    {
        switch (effect)
        {
            case Effect.InvokeTask { Submitted: true }:
                // Handed over before the restart: only its token is awaited.
                break;
            case Effect.InvokeTask task:
                _ = RunTaskAsync(live, task);
                break;
            case Effect.StartTimer timer:
                live.StartTimer(
                    timer.TimerId,
                    timer.DueAt,
                    () => Tell(live, new PendingEvent(new ExecutionEvent.TimerFired(timer.TimerId)))
                );
                break;
            case Effect.CancelTimer timer:
                live.CancelTimer(timer.TimerId);
                break;
            case Effect.CancelTask task:
                live.CancelTask(task.TaskId);
                break;
            case Effect.ExecutionFinished:
                break;
            default:
                throw new InvalidOperationException($"Unknown effect {effect.GetType().Name}.");
        }
    }

    private async Task RunTaskAsync(LiveExecution live, Effect.InvokeTask task)
    {
        var cancellation = live.StartTask(task.TaskId);
        if (await tasks.RunAsync(live.Record.Key, task, cancellation) is { } answer)
        {
            Tell(live, new PendingEvent(answer));
        }

        live.EndTask(task.TaskId);
    }

    private static ExecutionStart StartOf(StateMachineRecord machine, ExecutionRecord record, JsonValue input) =>
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

    [LoggerMessage(LogLevel.Error, "{executionArn} waits: the data folder cannot be used")]
    private partial void LogStorage(Exception exception, string executionArn);

    [LoggerMessage(LogLevel.Critical, "{executionArn} cannot go on in this process")]
    private partial void LogStuck(Exception exception, string executionArn);
}
