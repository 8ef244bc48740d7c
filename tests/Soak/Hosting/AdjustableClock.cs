using System.Globalization;

namespace PromptToImage.Soak.Hosting;

/// <summary>The machine's clock plus an offset in seconds, which another process writes to a file.</summary>
internal sealed class AdjustableClock : TimeProvider, IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly string _file;
    private readonly ITimer _polling;
    private long _offsetSeconds;

    /// <param name="file">Contains the offset; without it the offset is zero.</param>
    public AdjustableClock(string file)
    {
        _file = file;
        Read();
        _polling = System.CreateTimer(_ => Read(), null, PollInterval, PollInterval);
    }

    public override long TimestampFrequency => System.TimestampFrequency;

    /// <summary>Replaces the offset at once, so that no reader sees half of it.</summary>
    public static void Write(string file, TimeSpan offset)
    {
        var next = file + ".next";
        File.WriteAllText(next, ((long)offset.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        File.Move(next, file, overwrite: true);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddSeconds(Interlocked.Read(ref _offsetSeconds));

    public override long GetTimestamp() => System.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime, period);

    public void Dispose() => _polling.Dispose();

    private void Read()
    {
        if (File.Exists(_file))
        {
            Interlocked.Exchange(ref _offsetSeconds, long.Parse(File.ReadAllText(_file), CultureInfo.InvariantCulture));
        }
    }
}
