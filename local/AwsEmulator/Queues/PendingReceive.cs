namespace PromptToImage.AwsEmulator.Queues;

/// <summary>A long poll that waits for a message.</summary>
internal sealed class PendingReceive
{
    private readonly TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The time at which the receive looks again without being woken.</summary>
    public DateTimeOffset Until { get; set; } = DateTimeOffset.MaxValue;

    public void Wake() => _woken.TrySetResult();

    /// <summary>Returns when woken, or at <see cref="Until"/>.</summary>
    public async Task WaitAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var remaining = Until - time.GetUtcNow();
        if (remaining <= TimeSpan.Zero)
        {
            return;
        }
        // Stored times are rounded down to milliseconds, and a timer can be early by less than one.
        remaining += TimeSpan.FromMilliseconds(1);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var elapsed = Task.Delay(remaining, time, ended.Token);
        await Task.WhenAny(_woken.Task, elapsed);
        await ended.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
