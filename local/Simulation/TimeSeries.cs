namespace PromptToImage.Simulation;

/// <summary>
/// A quantity over time, as its time-weighted mean and its peak in a bounded number of equal slots. When a run is longer than all slots,
/// neighbours are merged, so that a run of any length needs the same memory.
/// </summary>
public sealed class TimeSeries
{
    private const int MaximumSlots = 512;

    private readonly List<(double Area, double Peak)> _slots = [(0, 0)];
    private double _slotSeconds = 1;
    private double _last;
    private double _value;

    /// <summary>The length of a slot, in seconds.</summary>
    public double SlotSeconds => _slotSeconds;

    public double Peak { get; private set; }

    /// <summary>From <paramref name="at"/> (since the start) on, the quantity is <paramref name="value"/>.</summary>
    public void Record(TimeSpan at, double value)
    {
        Advance(at.TotalSeconds);
        _value = value;
        Peak = Math.Max(Peak, value);
        _slots[^1] = (_slots[^1].Area, Math.Max(_slots[^1].Peak, value));
    }

    /// <summary>The mean of each slot up to <paramref name="end"/> (since the start).</summary>
    public IReadOnlyList<double> Means(TimeSpan end)
    {
        Advance(end.TotalSeconds);
        return _slots
            .Select(
                (slot, index) =>
                {
                    var covered = Math.Min(_slotSeconds, end.TotalSeconds - index * _slotSeconds);
                    return covered > 0 ? slot.Area / covered : slot.Peak;
                }
            )
            .ToList();
    }

    private void Advance(double to)
    {
        while (_last < to)
        {
            var slotEnd = _slots.Count * _slotSeconds;
            if (_last >= slotEnd)
            {
                if (_slots.Count == MaximumSlots)
                {
                    MergeNeighbours();
                    continue;
                }

                _slots.Add((0, _value));
                continue;
            }

            var until = Math.Min(to, slotEnd);
            _slots[^1] = (_slots[^1].Area + (until - _last) * _value, Math.Max(_slots[^1].Peak, _value));
            _last = until;
        }
    }

    private void MergeNeighbours()
    {
        for (var index = 0; index < MaximumSlots / 2; index++)
        {
            var (left, right) = (_slots[2 * index], _slots[2 * index + 1]);
            _slots[index] = (left.Area + right.Area, Math.Max(left.Peak, right.Peak));
        }

        _slots.RemoveRange(MaximumSlots / 2, MaximumSlots / 2);
        _slotSeconds *= 2;
    }
}
