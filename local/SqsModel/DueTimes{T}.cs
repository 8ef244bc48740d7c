using System.Diagnostics.CodeAnalysis;

namespace PromptToImage.SqsModel;

/// <summary>
/// Items in the order of their times, then of their ranks: a priority queue for millions of items of which most are due much
/// later. Only those of the nearest minutes are kept in order; the others wait in heaps of their minute, where adding costs
/// nothing and what is no longer wanted is dropped without ever having been sorted.
/// </summary>
/// <param name="isWanted">Whether an item is still to come out; it may change its mind to no, not back to yes.</param>
internal sealed class DueTimes<T>(Predicate<T> isWanted)
{
    private const long MinuteTicks = TimeSpan.TicksPerMinute;

    private readonly PriorityQueue<T, (long Ticks, long Rank)> _near = new();
    private readonly Dictionary<long, List<(T Item, long Ticks, long Rank)>> _far = [];
    private readonly PriorityQueue<long, long> _farMinutes = new();
    private long _nearUntil = long.MinValue;

    public void Add(T item, long ticks, long rank)
    {
        var minute = ticks / MinuteTicks;
        if (minute <= _nearUntil)
        {
            _near.Enqueue(item, (ticks, rank));
            return;
        }

        if (!_far.TryGetValue(minute, out var waiting))
        {
            _far.Add(minute, waiting = []);
            _farMinutes.Enqueue(minute, minute);
        }

        waiting.Add((item, ticks, rank));
    }

    /// <summary>The first wanted item, which stays; false when there is none.</summary>
    public bool TryPeek([MaybeNullWhen(false)] out T item)
    {
        while (true)
        {
            while (_near.TryPeek(out item, out _))
            {
                if (isWanted(item))
                {
                    return true;
                }

                _near.Dequeue();
            }

            if (!_farMinutes.TryDequeue(out var minute, out _))
            {
                return false;
            }

            _nearUntil = minute;
            _far.Remove(minute, out var waiting);
            foreach (var (later, at, rank) in waiting!)
            {
                if (isWanted(later))
                {
                    _near.Enqueue(later, (at, rank));
                }
            }
        }
    }
}
