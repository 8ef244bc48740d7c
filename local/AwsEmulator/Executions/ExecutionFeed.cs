using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>
/// Tells whoever listens of every step of every execution, after it is committed and before its effects begin;
/// the steps of one execution in order.
/// </summary>
public sealed partial class ExecutionFeed(ILogger<ExecutionFeed> logger)
{
    private ImmutableArray<Action<ExecutionChange>> _listeners = [];

    /// <summary>Calls back on the thread that made the step, so the callback must be short; end with Dispose.</summary>
    public IDisposable Subscribe(Action<ExecutionChange> listener)
    {
        ImmutableInterlocked.Update(ref _listeners, static (listeners, added) => listeners.Add(added), listener);
        return new Subscription(this, listener);
    }

    /// <summary>
    /// The changes from now on, at the reader's own pace. A reader that falls more than
    /// <paramref name="capacity"/> changes behind misses the oldest of them.
    /// </summary>
    public async IAsyncEnumerable<ExecutionChange> WatchAsync(
        int capacity = 1024,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var channel = Channel.CreateBounded<ExecutionChange>(
            new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest }
        );
        using var subscription = Subscribe(change => channel.Writer.TryWrite(change));
        await foreach (var change in channel.Reader.ReadAllAsync(cancellationToken))
        {
            yield return change;
        }
    }

    internal bool HasListeners => !_listeners.IsEmpty;

    [SuppressMessage("Design", "CA1031", Justification = "A listener that fails must not stop the execution it listens to.")]
    internal void Publish(ExecutionChange change)
    {
        foreach (var listener in _listeners)
        {
            try
            {
                listener(change);
            }
            catch (Exception e)
            {
                LogFailure(e, change.Execution.Arn);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "A listener failed on a change of {executionArn}")]
    private partial void LogFailure(Exception exception, string executionArn);

    private sealed class Subscription(ExecutionFeed feed, Action<ExecutionChange> listener) : IDisposable
    {
        public void Dispose() =>
            ImmutableInterlocked.Update(ref feed._listeners, static (listeners, removed) => listeners.Remove(removed), listener);
    }
}
