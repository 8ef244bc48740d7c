namespace PromptToImage.AwsEmulator.Executions;

/// <summary>The timers of one execution. Not for several threads at once, but timers fire on any.</summary>
internal sealed class TimerSet<TKey>(TimeProvider time) : IDisposable
    where TKey : notnull
{
    // Timers cannot be set further ahead than 49 days: longer waits go in steps.
    private static readonly TimeSpan LongestStep = TimeSpan.FromDays(30);

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

            // A timer may fire before its variable is set, and a little before its time.
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
        if (wait > LongestStep)
        {
            return LongestStep;
        }
        // Timers count whole milliseconds: up, so that it is not early.
        return wait <= TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
    }
}
