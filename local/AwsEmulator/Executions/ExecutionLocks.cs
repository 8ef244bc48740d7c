using System.Collections.Concurrent;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>
/// Lets an execution that does not run yet, or no longer, be changed once at a time: by its start, redrive, replay or end. Thread-safe.
/// </summary>
internal sealed class ExecutionLocks
{
    private readonly ConcurrentDictionary<string, Holder> _held = new(StringComparer.Ordinal);

    /// <summary>Waits until nothing else changes the execution. Dispose the result to end the change.</summary>
    public async Task<IDisposable> EnterAsync(string executionArn)
    {
        var holder = new Holder(this, executionArn);
        while (!_held.TryAdd(executionArn, holder))
        {
            if (Released(executionArn) is { } released)
            {
                await released;
            }
        }

        return holder;
    }

    /// <summary>Begins a change of an execution that nothing else can change yet.</summary>
    /// <exception cref="InvalidOperationException">Something else changes the execution.</exception>
    public IDisposable Enter(string executionArn)
    {
        var holder = new Holder(this, executionArn);
        return _held.TryAdd(executionArn, holder) ? holder : throw new InvalidOperationException($"{executionArn} is being changed.");
    }

    /// <summary>The end of the change in progress; null if the execution is not being changed.</summary>
    public Task? Released(string executionArn) => _held.GetValueOrDefault(executionArn)?.Released;

    private sealed class Holder(ExecutionLocks owner, string executionArn) : IDisposable
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Released => _released.Task;

        public void Dispose()
        {
            owner._held.TryRemove(KeyValuePair.Create(executionArn, this));
            _released.TrySetResult();
        }
    }
}
