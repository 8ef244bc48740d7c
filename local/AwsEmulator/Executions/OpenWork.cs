namespace PromptToImage.AwsEmulator.Executions;

/// <summary>Counts what is under way, so that a stop can wait for it.</summary>
internal sealed class OpenWork
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _none;
    private int _count;

    public IDisposable Begin()
    {
        lock (_lock)
        {
            _count++;
        }

        return new Item(this);
    }

    /// <summary>Completes when nothing is under way.</summary>
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

    private sealed class Item(OpenWork owner) : IDisposable
    {
        public void Dispose() => owner.End();
    }
}
