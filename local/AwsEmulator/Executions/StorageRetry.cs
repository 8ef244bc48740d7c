using System.Diagnostics.CodeAnalysis;
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
    public async Task RunAsync(string executionArn, Func<Task> operation)
    {
        var delay = NewDelay();
        while (true)
        {
            try
            {
                await operation();
                ReportAvailable();
                return;
            }
            catch (StorageUnavailableException e)
            {
                ReportUnavailable(e, executionArn);
                await Task.Delay(delay.Next(), time, stopping);
            }
        }
    }

    /// <summary>Ends an execution that cannot continue. False if it could not be ended; StopExecution can still end it.</summary>
    /// <param name="executionArn">The execution.</param>
    /// <param name="end">Stores the end.</param>
    [SuppressMessage("Design", "CA1031", Justification = "The failure is logged. StopExecution can still end the execution.")]
    public async Task<bool> TryEndAsync(string executionArn, Func<Task> end)
    {
        try
        {
            await RunAsync(executionArn, end);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The next start continues or ends the execution.
        }
        catch (Exception e)
        {
            LogNotEnded(e, executionArn);
            return false;
        }

        return true;
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

    [LoggerMessage(LogLevel.Critical, "The end of {executionArn} could not be stored. Stop the execution to try again")]
    private partial void LogNotEnded(Exception exception, string executionArn);

    [LoggerMessage(LogLevel.Information, "The data folder can be used again. The executions continue")]
    private partial void LogAvailable();
}
