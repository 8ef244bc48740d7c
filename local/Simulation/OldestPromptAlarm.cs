namespace PromptToImage.Simulation;

/// <summary>
/// The alarm on the age of the oldest prompt as CloudWatch evaluates it: once a minute, on the larger one of the queue's
/// <c>ApproximateAgeOfOldestMessage</c> and Start's <c>OldestPromptAge</c>, one datapoint of one.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="threshold">The age above which a datapoint is breaching.</param>
/// <param name="ageOfOldestMessage">The queue's metric; null where it reports nothing.</param>
internal sealed class OldestPromptAlarm(VirtualTime time, TimeSpan threshold, Func<TimeSpan?> ageOfOldestMessage)
{
    /// <summary>The period of both metrics.</summary>
    private static readonly TimeSpan MetricPeriod = TimeSpan.FromMinutes(1);

    private readonly Dictionary<long, TimeSpan> _written = [];
    private readonly List<Period> _periods = [];
    private TimeSpan? _since;

    /// <summary>When the alarm was in ALARM.</summary>
    public IReadOnlyList<Period> Periods => _periods;

    /// <summary>The largest datapoint.</summary>
    public TimeSpan Oldest { get; private set; }

    /// <summary>Evaluates from now on, at the end of each period.</summary>
    public void Begin() => time.After(MetricPeriod, Evaluate);

    /// <summary>Writes a value of <c>OldestPromptAge</c>; its statistic is the maximum.</summary>
    /// <param name="at">The time of the value, which can lie in the future.</param>
    /// <param name="age">The age of the prompt at that time.</param>
    public void Write(DateTimeOffset at, TimeSpan age)
    {
        var minute = Number(at);
        _written[minute] = _written.TryGetValue(minute, out var known) && known > age ? known : age;
    }

    /// <summary>Ends an ALARM that the simulation's end would cut off.</summary>
    public void End()
    {
        if (_since is { } since)
        {
            _periods.Add(new Period(since.TotalSeconds, time.Elapsed.TotalSeconds));
            _since = null;
        }
    }

    private void Evaluate()
    {
        var age = ageOfOldestMessage() ?? TimeSpan.Zero;
        if (_written.Remove(Number(time.Now) - 1, out var written) && written > age)
        {
            age = written;
        }

        Oldest = age > Oldest ? age : Oldest;
        if (age > threshold)
        {
            _since ??= time.Elapsed;
        }
        else
        {
            End();
        }

        time.After(MetricPeriod, Evaluate);
    }

    private static long Number(DateTimeOffset instant) => instant.UtcTicks / MetricPeriod.Ticks;
}
