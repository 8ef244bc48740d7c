using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>
/// A running execution in memory: its state, what has happened and is not decided on yet, and what it waits for.
/// One decision at a time: whoever adds to an idle execution decides until nothing is left.
/// </summary>
internal sealed class LiveExecution(ExecutionRecord record, string input, Execution state, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimerSet<TimerId> _timers = new(time);
    private readonly Dictionary<long, CancellationTokenSource> _tasks = [];
    private List<PendingEvent> _pending = [];
    private bool _isDeciding;
    private bool _isClosed;

    public string Input { get; } = input;

    /// <summary>As the store has it. Like <see cref="State"/>, changed only by whoever decides.</summary>
    public ExecutionRecord Record { get; set; } = record;

    public Execution State { get; set; } = state;

    /// <summary>Adds an event; true when the caller must decide now. An ended execution takes none.</summary>
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
                return false;
            }

            _isDeciding = true;
            return true;
        }
    }

    /// <summary>What is to be decided on now, or null when nothing is and the turn is over.</summary>
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
            return taken;
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

    /// <summary>The token that ends a task's attempt when nobody waits for it any more.</summary>
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

    /// <summary>Ends it: what comes from now on is ignored.</summary>
    public void Dispose()
    {
        CancellationTokenSource[] tasks;
        lock (_lock)
        {
            _isClosed = true;
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
