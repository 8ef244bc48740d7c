using System.Threading.Channels;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>Wakes a background service that waits for work. A signal before the wait is not lost. Thread-safe.</summary>
internal sealed class WorkSignal(TimeProvider time)
{
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Set() => _signals.Writer.TryWrite(true);

    /// <summary>Waits until the signal is set, but no longer than <paramref name="atMost"/> if it is not null.</summary>
    public async Task WaitAsync(TimeSpan? atMost, CancellationToken cancellationToken)
    {
        if (atMost <= TimeSpan.Zero)
        {
            return;
        }

        using var alarm = new CancellationTokenSource(atMost ?? Timeout.InfiniteTimeSpan, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(alarm.Token, cancellationToken);
        try
        {
            await _signals.Reader.ReadAsync(ends.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The longest wait has passed.
        }
    }
}
