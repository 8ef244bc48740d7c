using System.Diagnostics.CodeAnalysis;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>The delays between the tries of something that fails until a cause outside it ends. Each is twice as long. Not thread-safe.</summary>
/// <param name="first">The first delay.</param>
/// <param name="longest">The longest delay.</param>
internal sealed class GrowingDelay(TimeSpan first, TimeSpan longest)
{
    private TimeSpan? _last;

    public TimeSpan Next()
    {
        var next = _last * 2 ?? first;
        _last = next < longest ? next : longest;
        return _last.Value;
    }

    /// <summary>Begins again with the first delay, after a success.</summary>
    public void Reset() => _last = null;

    /// <summary>Repeats an operation until it succeeds.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="failed">Receives each failure, with the delay before the next try.</param>
    /// <param name="time">The clock of the delays.</param>
    /// <param name="stoppingToken">Ends the tries.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    [SuppressMessage("Design", "CA1031", Justification = "The caller receives each failure, and the operation is tried again.")]
    public async Task RetryAsync(Func<Task> operation, Action<Exception, TimeSpan> failed, TimeProvider time, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await operation();
                return;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                var delay = Next();
                failed(e, delay);
                await Task.Delay(delay, time, stoppingToken);
            }
        }
    }

    /// <summary>The delay after a number of failures in a row that is stored: two seconds after the first, then twice as long each.</summary>
    public static TimeSpan After(int failures, TimeSpan longest)
    {
        var delay = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures, 16)));
        return delay < longest ? delay : longest;
    }
}
