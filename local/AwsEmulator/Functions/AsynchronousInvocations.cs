using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>
/// Runs invocations of type <c>Event</c> in the background. A function that fails is tried twice more, after one and two minutes, as
/// on Lambda, https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html. Accepted events are kept in memory only:
/// what must survive a restart goes through a queue. Thread-safe.
/// </summary>
public sealed partial class AsynchronousInvocations(FunctionRegistry functions, TimeProvider time, ILogger<AsynchronousInvocations> logger)
    : BackgroundService
{
    /// <summary>Limits the events that wait or run, in bytes of payload.</summary>
    public const long MaxPendingBytes = 64 * 1024 * 1024;

    /// <summary>Limits the events that wait or run.</summary>
    public const int MaxPendingEvents = 10_000;

    private const int MaxConcurrency = 100;

    private static readonly TimeSpan[] RetryDelays = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)];

    private readonly Channel<PendingEvent> _ready = Channel.CreateUnbounded<PendingEvent>();
    private readonly Lock _lock = new();
    private long _pendingBytes;
    private int _pendingEvents;

    /// <summary>Accepts an event. It runs later.</summary>
    /// <exception cref="AwsException">ResourceNotFoundException; TooManyRequestsException if too many events are pending.</exception>
    public void Accept(string nameOrArn, byte[] payload)
    {
        _ = functions.Find(nameOrArn);
        lock (_lock)
        {
            if (_pendingEvents == MaxPendingEvents || _pendingBytes + payload.Length > MaxPendingBytes)
            {
                throw new AwsException("TooManyRequestsException", "Rate Exceeded.", 429)
                {
                    Details = new Dictionary<string, string> { ["Type"] = "User", ["Reason"] = "ConcurrentInvocationLimitExceeded" },
                };
            }

            _pendingEvents++;
            _pendingBytes += payload.Length;
        }

        _ready.Writer.TryWrite(new PendingEvent(nameOrArn, payload, Retries: 0));
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Parallel.ForEachAsync(
            _ready.Reader.ReadAllAsync(stoppingToken),
            new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency, CancellationToken = stoppingToken },
            RunAsync
        );

    private async ValueTask RunAsync(PendingEvent pending, CancellationToken cancellationToken)
    {
        if (await TryInvokeAsync(pending, cancellationToken) || cancellationToken.IsCancellationRequested)
        {
            Release(pending);
        }
        else if (pending.Retries < RetryDelays.Length)
        {
            _ = RetryAsync(pending, cancellationToken);
        }
        else
        {
            LogDropped(pending.Function);
            Release(pending);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The failure is logged, counts as a failed attempt, and other events go on.")]
    private async Task<bool> TryInvokeAsync(PendingEvent pending, CancellationToken cancellationToken)
    {
        try
        {
            return !(await functions.InvokeAsync(pending.Function, pending.Payload, cancellationToken)).IsError;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e)
        {
            LogFailure(e, pending.Function);
            return false;
        }
    }

    // A worker does not wait for the delay: it takes the next event.
    private async Task RetryAsync(PendingEvent pending, CancellationToken cancellationToken)
    {
        await Task.Delay(RetryDelays[pending.Retries], time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ready.Writer.TryWrite(pending with { Retries = pending.Retries + 1 });
    }

    private void Release(PendingEvent pending)
    {
        lock (_lock)
        {
            _pendingEvents--;
            _pendingBytes -= pending.Payload.Length;
        }
    }

    [LoggerMessage(LogLevel.Warning, "An asynchronous invocation of {function} failed three times. The event is dropped.")]
    private partial void LogDropped(string function);

    [LoggerMessage(LogLevel.Error, "An asynchronous invocation of {function} could not be made.")]
    private partial void LogFailure(Exception exception, string function);

    private sealed record PendingEvent(string Function, byte[] Payload, int Retries);
}
