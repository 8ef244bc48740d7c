namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>The delays between the tries of something that fails until a cause outside it ends. Each is twice as long. Not thread-safe.</summary>
/// <param name="first">The first delay.</param>
/// <param name="longest">The longest delay.</param>
internal sealed class GrowingDelay(TimeSpan first, TimeSpan longest)
{
    private TimeSpan? _last;

    public TimeSpan Next()
    {
        var next = _last * 2 ?? first;
        _last = next < longest ? next : longest;
        return _last.Value;
    }

    /// <summary>Begins again with the first delay, after a success.</summary>
    public void Reset() => _last = null;
}
