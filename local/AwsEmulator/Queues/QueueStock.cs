using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>
/// What lies in a queue, as far as memory knows it: the number under which it is stored, how many messages
/// there are, and an upper bound of those in flight. A purge begins a new one.
/// </summary>
internal sealed class QueueStock(long number, long total)
{
    // In flight is counted anew only when the bound comes to the limit, and then once a second at most.
    private static readonly TimeSpan CountInterval = TimeSpan.FromSeconds(1);

    private long _total = total;
    private long _inFlightAtMost = total;
    private DateTimeOffset _countedAt = DateTimeOffset.MinValue;

    public long Number { get; } = number;

    public long Total => Interlocked.Read(ref _total);

    /// <summary>Records what a committed write has changed.</summary>
    public void Add(long messages) => Interlocked.Add(ref _total, messages);

    /// <summary>Whether as many messages are in flight as a queue may have. On the writer's thread only.</summary>
    public bool IsAtInFlightLimit(DateTimeOffset now, Func<long> count)
    {
        if (_inFlightAtMost >= QueueLimits.MostInFlight && now - _countedAt >= CountInterval)
        {
            _inFlightAtMost = count();
            _countedAt = now;
        }

        return _inFlightAtMost >= QueueLimits.MostInFlight;
    }

    /// <summary>On the writer's thread only.</summary>
    public void AddInFlight(int received) => _inFlightAtMost += received;
}
