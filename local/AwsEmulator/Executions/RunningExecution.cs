using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>
/// A running execution in memory: its state, the events that wait for a decision, its timers and its tasks. Decisions are made one at a
/// time: the thread that adds an event to an idle execution decides until no event is left. Thread-safe.
/// </summary>
internal sealed class RunningExecution(ExecutionRecord record, string input, Execution state, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ExecutionTimers<TimerId> _timers = new(time);
    private readonly Dictionary<long, CancellationTokenSource> _tasks = [];
    private CancellationTokenSource _decision = new();
    private TaskCompletionSource? _requested;
    private List<PendingEvent> _pending = [];
    private bool _isDeciding;
    private bool _isClosed;

    public string Input { get; } = input;

    /// <summary>As stored. Like <see cref="State"/>, only the deciding thread changes it.</summary>
    public ExecutionRecord Record { get; set; } = record;

    public Execution State { get; set; } = state;

    /// <summary>Ends the decision in progress, because the execution is stopped or the process ends.</summary>
    public CancellationToken Decision => _decision.Token;

    /// <summary>Adds an event; true if the caller must decide now. An ended execution ignores it.</summary>
    public bool Add(PendingEvent pending)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                pending.Done?.TrySetResult(false);
                return false;
            }

            _pending.Add(pending);
            if (_isDeciding)
            {
                if (pending.Done is not null)
                {
                    _requested?.TrySetResult();
                }

                if (pending.Event is ExecutionEvent.Stop)
                {
                    // A stop does not wait for a decision that takes long.
                    _decision.Cancel();
                }

                return false;
            }

            _isDeciding = true;
            return true;
        }
    }

    /// <summary>The events to decide on. Null if no event is left: then the caller has finished deciding.</summary>
    public IReadOnlyList<PendingEvent>? Take()
    {
        lock (_lock)
        {
            if (_pending.Count == 0)
            {
                _isDeciding = false;
                return null;
            }

            var taken = _pending;
            _pending = [];
            if (_decision.IsCancellationRequested)
            {
                _decision = new CancellationTokenSource();
            }

            return taken;
        }
    }

    /// <summary>
    /// Returns events that were taken and not decided on. A stop is decided on first, then the steps that are left, then the other events.
    /// </summary>
    /// <param name="events">The events in their order.</param>
    /// <param name="hasStepsLeft">Whether the execution must continue before it can accept them.</param>
    public void PutBack(IEnumerable<PendingEvent> events, bool hasStepsLeft = false)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                foreach (var pending in events)
                {
                    pending.Done?.TrySetCanceled();
                }

                return;
            }

            List<PendingEvent> all =
            [
                .. hasStepsLeft ? (ReadOnlySpan<PendingEvent>)[new PendingEvent(ExecutionEvent.Continue.Instance)] : [],
                .. events,
                .. _pending,
            ];
            _pending =
            [
                .. all.Where(pending => pending.Event is ExecutionEvent.Stop),
                .. all.Where(pending => pending.Event is not ExecutionEvent.Stop),
            ];
        }
    }

    /// <summary>Waits before the next try to store a decision, but no longer than until a client waits for the answer to an event.</summary>
    public async Task WaitToRetryAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        var requested = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_pending.Any(pending => pending.Done is not null))
            {
                return;
            }

            _requested = requested;
        }

        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(Task.Delay(delay, time, waiting.Token), requested.Task);
        await waiting.CancelAsync();
        lock (_lock)
        {
            _requested = null;
        }
    }

    public void StartTimer(TimerId timer, DateTimeOffset dueAt, Action fired)
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                _timers.Start(timer, dueAt, fired);
            }
        }
    }

    public void CancelTimer(TimerId timer)
    {
        lock (_lock)
        {
            _timers.Cancel(timer);
        }
    }

    /// <summary>A token that is cancelled when the execution no longer waits for the task.</summary>
    public CancellationToken StartTask(long task)
    {
        var source = new CancellationTokenSource();
        lock (_lock)
        {
            if (_isClosed)
            {
                source.Cancel();
            }
            else
            {
                _tasks[task] = source;
            }
        }

        return source.Token;
    }

    public void EndTask(long task)
    {
        lock (_lock)
        {
            _tasks.Remove(task);
        }
    }

    public void CancelTask(long task)
    {
        CancellationTokenSource? source;
        lock (_lock)
        {
            _tasks.Remove(task, out source);
        }

        source?.Cancel();
    }

    /// <summary>Cancels timers and tasks. Later events are ignored.</summary>
    public void Dispose()
    {
        CancellationTokenSource[] tasks;
        lock (_lock)
        {
            _isClosed = true;
            _decision.Cancel();
            foreach (var pending in _pending)
            {
                pending.Done?.TrySetResult(false);
            }

            _pending = [];
            _timers.Dispose();
            tasks = [.. _tasks.Values];
            _tasks.Clear();
        }

        foreach (var task in tasks)
        {
            task.Cancel();
        }
    }
}
