using System.Diagnostics.CodeAnalysis;

namespace PromptToImage.SqsModel;

/// <summary>
/// Returns items in the order of their times, then of their ranks. It is a priority queue for millions of items of which most are due much
/// later: only the items of the next minutes are sorted. The others are in a list per minute, to which adding is cheap and from which
/// outdated items are dropped without sorting them. Not thread-safe.
/// </summary>
/// <param name="isCurrent">Whether an item is not outdated. An outdated item never becomes current again.</param>
internal sealed class TimeOrderedQueue<T>(Predicate<T> isCurrent)
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

    /// <summary>The first current item, which stays in the queue, or false.</summary>
    public bool TryPeek([MaybeNullWhen(false)] out T item)
    {
        while (true)
        {
            while (_near.TryPeek(out item, out _))
            {
                if (isCurrent(item))
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
                if (isCurrent(later))
                {
                    _near.Enqueue(later, (at, rank));
                }
            }
        }
    }
}
