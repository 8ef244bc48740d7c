namespace PromptToImage.Simulation;

/// <summary>
/// A clock that jumps from one scheduled action to the next. Actions of the same instant run in the order in which they were scheduled,
/// so that a run is reproducible.
/// </summary>
public sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<Action, (long Ticks, long Order)> _scheduled = new();
    private long _order;

    public DateTimeOffset Start { get; } = start;

    public DateTimeOffset Now { get; private set; } = start;

    public TimeSpan Elapsed => Now - Start;

    public override DateTimeOffset GetUtcNow() => Now;

    public void After(TimeSpan delay, Action action) => At(Now + delay, action);

    public void At(DateTimeOffset instant, Action action) => _scheduled.Enqueue(action, (Math.Max(instant.UtcTicks, Now.UtcTicks), _order++));

    /// <summary>Runs the next scheduled action at its time; false when no action is scheduled.</summary>
    public bool Step()
    {
        if (!_scheduled.TryDequeue(out var action, out var priority))
        {
            return false;
        }

        Now = new DateTimeOffset(priority.Ticks, TimeSpan.Zero);
        action();
        return true;
    }
}
