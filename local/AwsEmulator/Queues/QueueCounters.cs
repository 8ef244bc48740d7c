using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>
/// The counters of a queue in memory: its number in the database, the number of its messages, and an upper bound of the messages in flight.
/// A purge replaces them.
/// </summary>
internal sealed class QueueCounters(long number, long total)
{
    // Messages in flight are counted only when the bound reaches the limit, and at most once per second.
    private static readonly TimeSpan CountInterval = TimeSpan.FromSeconds(1);

    private long _total = total;
    private long _maxInFlight = total;
    private DateTimeOffset _countedAt = DateTimeOffset.MinValue;

    public long Number { get; } = number;

    public long Total => Interlocked.Read(ref _total);

    /// <summary>Adds the change of a committed write.</summary>
    public void Add(long messages) => Interlocked.Add(ref _total, messages);

    /// <summary>Whether the limit of messages in flight is reached. Called on the database's writer thread only.</summary>
    public bool IsAtInFlightLimit(DateTimeOffset now, Func<long> count)
    {
        if (_maxInFlight >= QueueLimits.MaxInFlightMessages && now - _countedAt >= CountInterval)
        {
            _maxInFlight = count();
            _countedAt = now;
        }

        return _maxInFlight >= QueueLimits.MaxInFlightMessages;
    }

    /// <summary>Called on the database's writer thread only.</summary>
    public void AddInFlight(int received) => _maxInFlight += received;
}
