namespace PromptToImage.Contracts.Values;

/// <summary>
/// A bucket of calls that fills evenly, N a minute, and holds ten seconds' worth: short bursts pass, as on Bedrock,
/// and the first minute gives hardly more than any other.
/// </summary>
public sealed class CallQuota(TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _calls;
    private int? _perMinute;
    private DateTimeOffset _filledAt;

    /// <summary>How many calls the bucket holds: ten seconds' worth.</summary>
    /// <param name="perMinute">The quota in calls per minute.</param>
    public static double Capacity(int perMinute) => Math.Max(1, perMinute / 6.0);

    /// <summary>Takes one call; false when there is none. A changed quota starts with a full bucket.</summary>
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
