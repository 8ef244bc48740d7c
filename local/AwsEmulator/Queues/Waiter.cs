namespace PromptToImage.AwsEmulator.Queues;

/// <summary>A receive that waits for a message.</summary>
internal sealed class Waiter
{
    private readonly TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>When it will look again by itself; it need not be told of anything later than that.</summary>
    public DateTimeOffset Until { get; set; } = DateTimeOffset.MaxValue;

    public void Wake() => _woken.TrySetResult();

    /// <summary>Returns when woken or at <see cref="Until"/>, whichever is first.</summary>
    public async Task WaitAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var left = Until - time.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            return;
        }
        // What is stored is rounded down to a millisecond, and so may be what a timer waits.
        left += TimeSpan.FromMilliseconds(1);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var elapsed = Task.Delay(left, time, ended.Token);
        await Task.WhenAny(_woken.Task, elapsed);
        await ended.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
