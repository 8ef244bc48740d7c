using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>
/// Repeats what no client waits for until the storage can be used, and reports once that it cannot, and once that it can again.
/// Thread-safe.
/// </summary>
internal sealed partial class StorageRetry(
    ExecutionOptions options,
    TimeProvider time,
    ILogger<StorageRetry> logger,
    CancellationToken stopping
)
{
    private volatile bool _isUnavailable;

    public GrowingDelay NewDelay() => new(options.StorageRetryDelay, options.MaxStorageRetryDelay);

    /// <summary>Runs an operation until the storage can be used.</summary>
    /// <exception cref="OperationCanceledException">The host stops.</exception>
    public async Task<T> RunAsync<T>(string executionArn, Func<Task<T>> operation)
    {
        var delay = NewDelay();
        while (true)
        {
            try
            {
                var result = await operation();
                ReportAvailable();
                return result;
            }
            catch (StorageUnavailableException e)
            {
                ReportUnavailable(e, executionArn);
                await Task.Delay(delay.Next(), time, stopping);
            }
        }
    }

    /// <summary>Logs the first failure only: while the storage cannot be used, every running execution fails to store its changes.</summary>
    public void ReportUnavailable(StorageUnavailableException failure, string executionArn)
    {
        if (!Interlocked.Exchange(ref _isUnavailable, true))
        {
            LogUnavailable(failure, executionArn);
        }
    }

    public void ReportAvailable()
    {
        if (_isUnavailable && Interlocked.Exchange(ref _isUnavailable, false))
        {
            LogAvailable();
        }
    }

    [LoggerMessage(LogLevel.Error, "{executionArn} and other executions wait until the data folder can be used")]
    private partial void LogUnavailable(Exception exception, string executionArn);

    [LoggerMessage(LogLevel.Information, "The data folder can be used again. The executions continue")]
    private partial void LogAvailable();
}
