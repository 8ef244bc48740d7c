namespace PromptToImage.AwsEmulator.Objects;

/// <summary>Serializes the changes of a key. Different keys seldom share a lock. Thread-safe.</summary>
internal sealed class KeyLocks : IDisposable
{
    private readonly SemaphoreSlim[] _locks = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1))];

    public async Task<Holder> EnterAsync(string bucket, string key)
    {
        var entered = _locks[(uint)HashCode.Combine(bucket, key) % (uint)_locks.Length];
        await entered.WaitAsync();
        return new Holder(entered);
    }

    public void Dispose()
    {
        foreach (var one in _locks)
        {
            one.Dispose();
        }
    }

    public readonly struct Holder(SemaphoreSlim held) : IDisposable
    {
        public void Dispose() => held.Release();
    }
}
