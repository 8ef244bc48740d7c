namespace PromptToImage.Contracts.Values;

/// <summary>
/// A token bucket that refills at N calls per minute and holds the calls of ten seconds. It admits short bursts, as Bedrock does, and its
/// first minute admits only about a sixth more calls than any other.
/// </summary>
public sealed class CallQuota(TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _calls;
    private int? _perMinute;
    private DateTimeOffset _filledAt;

    /// <summary>The capacity of the bucket: the calls of ten seconds, but at least one.</summary>
    /// <param name="perMinute">The quota in calls per minute.</param>
    public static double Capacity(int perMinute) => Math.Max(1, perMinute / 6.0);

    /// <summary>Takes one call; false if the bucket is empty. A changed quota starts with a full bucket.</summary>
    public bool TryTake(int? perMinute)
    {
        if (perMinute is not { } quota)
        {
            return true;
        }

        var now = time.GetUtcNow();
        lock (_lock)
        {
            var holds = Capacity(quota);
            _calls = _perMinute == quota ? Math.Min(holds, _calls + ((now - _filledAt).TotalMinutes * quota)) : holds;
            _perMinute = quota;
            _filledAt = now;
            if (_calls < 1)
            {
                return false;
            }

            _calls--;
            return true;
        }
    }
}
