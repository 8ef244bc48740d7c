using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace PromptToImage.Soak.Hosting;

/// <summary>The machine's clock plus an offset in seconds, which another process writes to a file.</summary>
internal sealed class AdjustableClock : TimeProvider, IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly SafeFileHandle _file;
    private readonly ITimer _polling;
    private long _offsetSeconds;

    /// <param name="file">
    /// Contains the offset; empty for zero. It stays open, because this process can be at its limit of open files, and is written in place,
    /// because its disk can be full.
    /// </param>
    public AdjustableClock(string file)
    {
        _file = File.OpenHandle(file, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        Read();
        _polling = System.CreateTimer(_ => Read(), null, PollInterval, PollInterval);
    }

    public override long TimestampFrequency => System.TimestampFrequency;

    /// <summary>Sets the offset.</summary>
    public static void Write(string file, TimeSpan offset)
    {
        Span<byte> seconds = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(seconds, (long)offset.TotalSeconds);
        using var handle = File.OpenHandle(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.Write(handle, seconds, 0);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddSeconds(Interlocked.Read(ref _offsetSeconds));

    public override long GetTimestamp() => System.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime, period);

    public void Dispose()
    {
        _polling.Dispose();
        _file.Dispose();
    }

    private void Read()
    {
        Span<byte> seconds = stackalloc byte[sizeof(long)];
        if (!_file.IsClosed && RandomAccess.Read(_file, seconds, 0) == seconds.Length)
        {
            Interlocked.Exchange(ref _offsetSeconds, BinaryPrimitives.ReadInt64LittleEndian(seconds));
        }
    }
}
