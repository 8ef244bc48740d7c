namespace PromptToImage.AwsEmulator.Executions;

/// <summary>Counts operations in progress, so that a stop can wait for them. Thread-safe.</summary>
internal sealed class InFlightTracker
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _none;
    private int _count;

    /// <summary>Begins an operation. Dispose the result to end it.</summary>
    public IDisposable Begin()
    {
        lock (_lock)
        {
            _count++;
        }

        return new Operation(this);
    }

    /// <summary>Completes when no operation is in progress.</summary>
    public Task WhenNoneAsync()
    {
        lock (_lock)
        {
            if (_count == 0)
            {
                return Task.CompletedTask;
            }

            _none ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _none.Task;
        }
    }

    private void End()
    {
        lock (_lock)
        {
            if (--_count == 0)
            {
                _none?.TrySetResult();
            }
        }
    }

    private sealed class Operation(InFlightTracker owner) : IDisposable
    {
        public void Dispose() => owner.End();
    }
}
