namespace PromptToImage.AwsEmulator.Executions;

/// <summary>The timers of one execution. Not thread-safe; a timer fires on any thread.</summary>
internal sealed class ExecutionTimers<TKey>(TimeProvider time) : IDisposable
    where TKey : notnull
{
    // .NET's timers are limited to 49 days. A longer wait takes several steps.
    private static readonly TimeSpan MaxStep = TimeSpan.FromDays(30);

    private readonly Dictionary<TKey, ITimer> _timers = [];

    public void Start(TKey key, DateTimeOffset due, Action fired)
    {
        Cancel(key);
        ITimer? timer = null;
        var gate = new Lock();
        lock (gate)
        {
            timer = time.CreateTimer(_ => Tick(), null, NextStep(due), Timeout.InfiniteTimeSpan);
        }

        _timers[key] = timer;

        void Tick()
        {
            if (time.GetUtcNow() >= due)
            {
                fired();
                return;
            }

            // A timer can fire before its variable is set, and slightly early.
            lock (gate)
            {
                timer!.Change(NextStep(due), Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Cancel(TKey key)
    {
        if (_timers.Remove(key, out var timer))
        {
            timer.Dispose();
        }
    }

    public void Dispose()
    {
        foreach (var timer in _timers.Values)
        {
            timer.Dispose();
        }

        _timers.Clear();
    }

    private TimeSpan NextStep(DateTimeOffset due)
    {
        var wait = due - time.GetUtcNow();
        if (wait > MaxStep)
        {
            return MaxStep;
        }
        // Timers have a resolution of one millisecond. Rounding up avoids an early timer.
        return wait <= TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
    }
}
