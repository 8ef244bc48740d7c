namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>
/// A clock that never goes back. If the machine's clock is set back, this one continues from its last value at the pace of the machine's
/// timers, so that timers, long polls and visibility timeouts that compare times still end when they should. If the machine's clock is
/// set forward, for example after a suspension, this one follows. Thread-safe.
/// </summary>
public sealed class SteadyTimeProvider(TimeProvider machine) : TimeProvider
{
    private readonly Lock _lock = new();
    private DateTimeOffset _lastTime = machine.GetUtcNow();
    private long _lastTimestamp = machine.GetTimestamp();

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            var timestamp = machine.GetTimestamp();
            var clock = machine.GetUtcNow();
            var steady = _lastTime + machine.GetElapsedTime(_lastTimestamp, timestamp);
            if (clock < steady)
            {
                return steady;
            }

            (_lastTime, _lastTimestamp) = (clock, timestamp);
            return clock;
        }
    }

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);
}
