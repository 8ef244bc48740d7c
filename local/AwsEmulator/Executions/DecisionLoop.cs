using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>
/// Decides on the events of the running executions: the interpreter makes a decision, the decision is stored, and only then its effects
/// begin. An execution that cannot be decided on fails; it does not affect the others. Thread-safe.
/// </summary>
internal sealed partial class DecisionLoop
{
    private readonly ConcurrentDictionary<string, RunningExecution> _running = new(StringComparer.Ordinal);
    private readonly ExecutionEventStore _store;
    private readonly StorageRetry _storage;
    private readonly ExecutionFeed _feed;
    private readonly EffectRunner _effects;
    private readonly InFlightTracker _inFlight;
    private readonly TimeProvider _time;
    private readonly ILogger<DecisionLoop> _logger;
    private readonly CancellationToken _stopping;

    /// <param name="store">Keeps the decisions.</param>
    /// <param name="storage">Repeats what could not be stored.</param>
    /// <param name="tasks">Runs tasks.</param>
    /// <param name="feed">Gets every stored decision.</param>
    /// <param name="inFlight">Counts the decisions in progress.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Creates the loggers.</param>
    /// <param name="stopping">Cancelled when the host stops.</param>
    public DecisionLoop(
        ExecutionEventStore store,
        StorageRetry storage,
        TaskRunner tasks,
        ExecutionFeed feed,
        InFlightTracker inFlight,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken stopping
    )
    {
        _store = store;
        _storage = storage;
        _feed = feed;
        _inFlight = inFlight;
        _time = time;
        _logger = loggers.CreateLogger<DecisionLoop>();
        _stopping = stopping;
        _effects = new EffectRunner(
            tasks,
            (running, executionEvent) => Deliver(running, new PendingEvent(executionEvent)),
            time,
            loggers.CreateLogger<EffectRunner>()
        );
    }

    /// <summary>Raised at the end of every execution, after it is stored.</summary>
    public event Action<ExecutionRecord>? Ended;

    public IEnumerable<RunningExecution> Running => _running.Values;

    public RunningExecution? Find(string executionArn) => _running.GetValueOrDefault(executionArn);

    /// <summary>Applies the stored first decision of an execution, and continues with the steps that it has left.</summary>
    public void Begin(RunningExecution running, CombinedDecision decision)
    {
        Settle(running, decision);
        if (decision.State.HasStepsLeft)
        {
            Deliver(running, new PendingEvent(ExecutionEvent.Continue.Instance));
        }
    }

    /// <summary>Continues an execution whose history has been replayed.</summary>
    public void Continue(RunningExecution running)
    {
        _running[running.Record.Arn] = running;
        Deliver(running, new PendingEvent(ExecutionEvent.Begin.Instance));
    }

    public void Deliver(RunningExecution running, PendingEvent pending)
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

    /// <summary>Publishes the end of an execution that did not run.</summary>
    public void PublishEnd(ExecutionStep end)
    {
        _feed.Publish(new ExecutionChange(end.After, end.Events));
        Ended?.Invoke(end.After);
    }

    [SuppressMessage("Design", "CA1031", Justification = "The failure is logged and ends its execution only.")]
    private async Task DecideAsync(RunningExecution running)
    {
        using var work = _inFlight.Begin();
        var delay = _storage.NewDelay();
        while (!_stopping.IsCancellationRequested && running.Take() is { } events)
        {
            try
            {
                await DecideAsync(running, events);
                delay.Reset();
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
                _storage.ReportUnavailable(e, running.Record.Arn);
                await PutBackUnstoredAsync(running, events, e, delay);
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
        var decision = CombinedDecision.Make(running.Record, running.State, events, _time.GetUtcNow(), running.Decision);
        if (decision.Step.Events.Count > 0)
        {
            await _store.AppendAsync(decision.Step, running.Input);
            _storage.ReportAvailable();
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
        GrowingDelay delay
    )
    {
        foreach (var pending in events)
        {
            pending.Done?.TrySetException(failure);
        }

        running.PutBack(events.Where(pending => pending.Done is null));
        await running.WaitToRetryAsync(delay.Next(), _stopping);
    }

    private async Task FailAsync(RunningExecution running, string cause)
    {
        if (running.Record.Status != ExecutionStatus.Running)
        {
            return;
        }

        var isEnded = await _storage.TryEndAsync(
            running.Record.Arn,
            async () =>
            {
                var lastEventId = _store.LastEventId(running.Record);
                var now = _time.GetUtcMilliseconds();
                var end = ExecutionStep.End(running.Record, ExecutionStatus.Failed, lastEventId, ErrorNames.Runtime, cause, now);
                await _store.AppendAsync(end, running.Input);
                Settle(running, new CombinedDecision(running.State, end, [], []));
            }
        );
        if (!isEnded)
        {
            _running.TryRemove(KeyValuePair.Create(running.Record.Arn, running));
            running.Dispose();
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
            _feed.Publish(new ExecutionChange(running.Record, decision.Step.Events));
        }

        _effects.Begin(running, decision.Effects);
        if (isRunning)
        {
            return;
        }

        running.Dispose();
        Ended?.Invoke(running.Record);
    }

    [LoggerMessage(LogLevel.Critical, "{executionArn} fails, because the interpreter could not decide on an event")]
    private partial void LogDecisionFailed(Exception exception, string executionArn);
}
