namespace PromptToImage.Simulation;

/// <summary>
/// A clock that jumps from one planned action to the next. Actions planned for one instant run in the order in which they were
/// planned, so that equal plans run equally.
/// </summary>
public sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<Action, (long Ticks, long Order)> _planned = new();
    private long _order;

    public DateTimeOffset Start { get; } = start;

    public DateTimeOffset Now { get; private set; } = start;

    public TimeSpan Elapsed => Now - Start;

    public override DateTimeOffset GetUtcNow() => Now;

    public void After(TimeSpan delay, Action action) => At(Now + delay, action);

    public void At(DateTimeOffset instant, Action action) => _planned.Enqueue(action, (Math.Max(instant.UtcTicks, Now.UtcTicks), _order++));

    /// <summary>Runs the next planned action at its time; false when nothing is planned.</summary>
    public bool Step()
    {
        if (!_planned.TryDequeue(out var action, out var priority))
        {
            return false;
        }

        Now = new DateTimeOffset(priority.Ticks, TimeSpan.Zero);
        action();
        return true;
    }
}
