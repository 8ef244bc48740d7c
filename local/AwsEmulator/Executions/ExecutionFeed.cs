using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>
/// Publishes every change of every execution after it is stored and before its effects begin. The changes of one execution come in order.
/// Thread-safe.
/// </summary>
public sealed partial class ExecutionFeed(ILogger<ExecutionFeed> logger)
{
    private ImmutableArray<Action<ExecutionChange>> _listeners = [];

    /// <summary>
    /// Calls the listener on the thread that runs the execution, so it must be short. Dispose the result to end the subscription.
    /// </summary>
    public IDisposable Subscribe(Action<ExecutionChange> listener)
    {
        ImmutableInterlocked.Update(ref _listeners, static (listeners, added) => listeners.Add(added), listener);
        return new Registration(this, listener);
    }

    [SuppressMessage("Design", "CA1031", Justification = "The failure is logged. It must not stop the execution.")]
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

    private sealed class Registration(ExecutionFeed feed, Action<ExecutionChange> listener) : IDisposable
    {
        public void Dispose() =>
            ImmutableInterlocked.Update(ref feed._listeners, static (listeners, removed) => listeners.Remove(removed), listener);
    }
}
