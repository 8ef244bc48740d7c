namespace PromptToImage.CloudWatchModel;

/// <summary>
/// The values of metrics in memory. Values of one metric within the same slot of time are kept as a <see cref="StatisticSet"/>. Not
/// thread-safe.
/// </summary>
/// <param name="resolution">The length of a slot. CloudWatch's shortest is one second.</param>
public sealed class MetricData(TimeSpan resolution)
{
    private readonly Dictionary<MetricId, List<Slot>> _metrics = [];

    /// <summary>Adds a value.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="at">The time of the value, which can be in the future.</param>
    /// <param name="value">The value.</param>
    public void Add(MetricId metric, DateTimeOffset at, double value) => Add(metric, at, StatisticSet.From(value));

    /// <inheritdoc cref="Add(MetricId, DateTimeOffset, double)"/>
    public void Add(MetricId metric, DateTimeOffset at, StatisticSet values)
    {
        if (!_metrics.TryGetValue(metric, out var slots))
        {
            _metrics.Add(metric, slots = []);
        }

        var start = SlotOf(at);
        var index = FirstFrom(slots, start);
        if (index < slots.Count && slots[index].Start == start)
        {
            slots[index] = new Slot(start, slots[index].Values.Add(values));
        }
        else
        {
            slots.Insert(index, new Slot(start, values));
        }
    }

    /// <summary>The values from a time, included, until another, excluded; null without a value.</summary>
    public StatisticSet? Read(MetricId metric, DateTimeOffset from, DateTimeOffset until)
    {
        if (!_metrics.TryGetValue(metric, out var slots))
        {
            return null;
        }

        StatisticSet? read = null;
        for (var index = FirstFrom(slots, from.UtcTicks); index < slots.Count && slots[index].Start < until.UtcTicks; index++)
        {
            read = read?.Add(slots[index].Values) ?? slots[index].Values;
        }

        return read;
    }

    /// <summary>The values of the slot that contains a time; null without a value.</summary>
    public StatisticSet? ReadSlot(MetricId metric, DateTimeOffset at)
    {
        var start = StartOfSlot(at);
        return Read(metric, start, start + resolution);
    }

    /// <summary>The start of the slot that contains a time.</summary>
    public DateTimeOffset StartOfSlot(DateTimeOffset at) => new(SlotOf(at), TimeSpan.Zero);

    /// <summary>Removes the values before a time.</summary>
    public void RemoveBefore(DateTimeOffset time)
    {
        foreach (var (metric, slots) in _metrics)
        {
            slots.RemoveRange(0, FirstFrom(slots, time.UtcTicks));
            if (slots.Count == 0)
            {
                _metrics.Remove(metric);
            }
        }
    }

    private long SlotOf(DateTimeOffset at) => at.UtcTicks - at.UtcTicks % resolution.Ticks;

    /// <summary>The index of the first slot that does not start before a time. Most values are newer than all others.</summary>
    private static int FirstFrom(List<Slot> slots, long ticks)
    {
        if (slots.Count == 0 || slots[^1].Start < ticks)
        {
            return slots.Count;
        }

        var index = slots.BinarySearch(new Slot(ticks, default));
        return index < 0 ? ~index : index;
    }

    private readonly record struct Slot(long Start, StatisticSet Values) : IComparable<Slot>
    {
        public int CompareTo(Slot other) => Start.CompareTo(other.Start);
    }
}
