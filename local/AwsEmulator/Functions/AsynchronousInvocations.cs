using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.CloudWatch;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Integrations;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>
/// Lambda's asynchronous invocations, https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html. A function that
/// fails is invoked again after one and two minutes. An invocation that cannot be made is repeated until the event is too old. An accepted
/// event is durable: it is invoked at least once, even if the process is killed. Thread-safe.
/// </summary>
public sealed partial class AsynchronousInvocations : BackgroundService
{
    /// <summary>Limits the events that wait or run, in bytes of payload.</summary>
    public const long MaxPendingBytes = 64 * 1024 * 1024;

    /// <summary>Limits the events that wait or run.</summary>
    public const int MaxPendingEvents = 10_000;

    private const int MaxConcurrency = 100;

    private static readonly TimeSpan[] RetryDelays = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)];

    // From one second, doubled, to five minutes.
    private static readonly TimeSpan LongestRejectionDelay = TimeSpan.FromMinutes(5);

    // Until the data folder can be used again.
    private static readonly TimeSpan FirstDelayAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelayAfterFailure = TimeSpan.FromMinutes(1);

    private readonly FunctionRegistry _functions;
    private readonly Destinations _destinations;
    private readonly MetricStore _metrics;
    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly ILogger<AsynchronousInvocations> _logger;
    private readonly WorkSignal _work;
    private readonly InFlightTracker _inFlight = new();
    private readonly ConcurrentDictionary<long, AcceptedEvent> _running = new();
    private readonly PendingEventLimit _limit;

    internal AsynchronousInvocations(
        FunctionRegistry functions,
        Destinations destinations,
        MetricStore metrics,
        Database database,
        TimeProvider time,
        ILogger<AsynchronousInvocations> logger
    )
    {
        _functions = functions;
        _destinations = destinations;
        _metrics = metrics;
        _database = database;
        _time = time;
        _logger = logger;
        _work = new WorkSignal(time);
        database.Migrate("asynchronous invocations", AcceptedEvent.Migrations);
        var (events, bytes) = database.Read(AcceptedEvent.Size);
        _limit = new PendingEventLimit(events, bytes);
    }

    /// <summary>Accepts an event. It is durable when the task completes, and runs later.</summary>
    /// <param name="nameOrArn">The function.</param>
    /// <param name="payload">JSON; empty for an empty object.</param>
    /// <param name="alongside">Further changes of the same transaction.</param>
    /// <param name="idempotencyScope">Identifies the event's invocations; see <see cref="IdempotencyScope"/>. Null for none.</param>
    /// <exception cref="AwsException">ResourceNotFoundException; TooManyRequestsException if too many events are pending.</exception>
    public async Task AcceptAsync(
        string nameOrArn,
        byte[] payload,
        Action<DatabaseSession>? alongside = null,
        string? idempotencyScope = null
    )
    {
        _ = _functions.Find(nameOrArn);
        var function = FunctionReference.Parse(nameOrArn)!.Value;
        var stored = payload.Length == 0 ? "{}"u8.ToArray() : payload;
        _limit.Reserve(stored.Length);
        var now = _time.GetUtcNow();
        try
        {
            await _database.WriteAsync(session =>
            {
                AcceptedEvent.Add(session, function.ToString(), stored, now, idempotencyScope);
                alongside?.Invoke(session);
            });
        }
        catch
        {
            _limit.Release(stored.Length);
            throw;
        }

        Report("AsyncEventsReceived", function.ToString(), 1);
        _work.Set();
    }

    [SuppressMessage("Design", "CA1031", Justification = "The failure is logged. The events stay stored for the next round.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var retry = new GrowingDelay(FirstDelayAfterFailure, LongestDelayAfterFailure);
        try
        {
            // The time in which no process ran does not count for the age of an event.
            await retry.RetryAsync(
                () => _database.WriteAsync(session => AcceptedEvent.RestartAges(session, _time.GetUtcNow())),
                (failure, delay) => LogFailedRound(failure, delay.TotalSeconds),
                _time,
                stoppingToken
            );
            while (true)
            {
                TimeSpan? wait;
                try
                {
                    wait = StartDue(stoppingToken);
                    retry.Reset();
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    wait = retry.Next();
                    LogFailedRound(e, wait.Value.TotalSeconds);
                }

                await _work.WaitAsync(wait, stoppingToken);
            }
        }
        finally
        {
            await _inFlight.WhenNoneAsync();
        }
    }

    /// <returns>The time until the next event is due; null without one.</returns>
    private TimeSpan? StartDue(CancellationToken stoppingToken)
    {
        var now = _time.GetUtcNow();
        foreach (var accepted in _database.Read(session => AcceptedEvent.Due(session, now, 2 * MaxConcurrency)))
        {
            if (_running.Count < MaxConcurrency && _running.TryAdd(accepted.Id, accepted))
            {
                var work = _inFlight.Begin();
                _ = Task.Run(() => RunAsync(accepted, work, stoppingToken), CancellationToken.None);
            }
        }

        return _database.Read(session => AcceptedEvent.NextDue(session, now)) - _time.GetUtcNow();
    }

    [SuppressMessage("Design", "CA1031", Justification = "The failure is logged, and the event stays stored.")]
    private async Task RunAsync(AcceptedEvent accepted, IDisposable work, CancellationToken stoppingToken)
    {
        using var inFlight = work;
        var retry = new GrowingDelay(FirstDelayAfterFailure, LongestDelayAfterFailure);
        try
        {
            await retry.RetryAsync(
                () => InvokeAsync(accepted, stoppingToken),
                (failure, delay) => LogFailure(failure, accepted.Function, delay.TotalSeconds),
                _time,
                stoppingToken
            );
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The next start invokes it again.
        }

        _running.TryRemove(accepted.Id, out _);
        _work.Set();
    }

    private async Task InvokeAsync(AcceptedEvent accepted, CancellationToken stoppingToken)
    {
        var config = _functions.EventInvokeConfigFor(accepted.Function);
        var age = _time.GetUtcNow() - accepted.AcceptedAt;
        if (age > config.MaximumEventAge)
        {
            await DropAsync(accepted, config, InvocationRecordJson.EventAgeExceeded, accepted.Attempts, null);
            return;
        }

        Report("AsyncEventAge", accepted.Function, age.TotalMilliseconds);
        FunctionResult result;
        try
        {
            result = await _functions.InvokeAsync(accepted.Function, accepted.Payload, accepted.IdempotencyScope, null, stoppingToken);
        }
        catch (AwsException e)
        {
            LogRejection(accepted.Function, e.Message);
            var delay = GrowingDelay.After(accepted.Rejections, LongestRejectionDelay);
            await PostponeAsync(accepted with { Rejections = accepted.Rejections + 1 }, delay);
            return;
        }

        var attempts = accepted.Attempts + 1;
        if (!result.IsError)
        {
            await FinishAsync(accepted, config.OnSuccess, InvocationRecordJson.Success, attempts, result);
            return;
        }

        LogFailedAttempt(accepted.Function, attempts, Encoding.UTF8.GetString(result.Payload));
        if (attempts > config.MaximumRetryAttempts)
        {
            await DropAsync(accepted, config, InvocationRecordJson.RetriesExhausted, attempts, result);
        }
        else
        {
            await PostponeAsync(accepted with { Attempts = attempts, Rejections = 0 }, RetryDelays[attempts - 1]);
        }
    }

    private async Task DropAsync(AcceptedEvent accepted, EventInvokeConfig config, string condition, int attempts, FunctionResult? result)
    {
        await FinishAsync(accepted, config.OnFailure, condition, attempts, result);
        // Lambda counts an event as dropped even if its destination has it.
        Report("AsyncEventsDropped", accepted.Function, 1);
        LogDropped(accepted.Function, condition);
    }

    /// <summary>Removes the event in the transaction that sends its record to a destination.</summary>
    private async Task FinishAsync(AcceptedEvent accepted, string? destination, string condition, int attempts, FunctionResult? result)
    {
        if (
            destination is null
            || !await TrySendAsync(
                accepted,
                destination,
                InvocationRecordJson.Create(accepted, condition, attempts, result, _time.GetUtcNow())
            )
        )
        {
            await _database.WriteAsync(accepted.Remove);
        }

        _limit.Release(accepted.Payload.Length);
    }

    private async Task<bool> TrySendAsync(AcceptedEvent accepted, string destination, string record)
    {
        try
        {
            await _destinations.SendAsync(_functions.Find(accepted.Function).ExecutionRole, destination, record, accepted.Remove);
            return true;
        }
        catch (AwsException e)
        {
            Report("DestinationDeliveryFailures", accepted.Function, 1);
            LogNotDelivered(accepted.Function, destination, e.Message);
            return false;
        }
    }

    private Task PostponeAsync(AcceptedEvent accepted, TimeSpan delay)
    {
        var due = _time.GetUtcNow() + delay;
        return _database.WriteAsync(session => accepted.Postpone(session, due));
    }

    private void Report(string metric, string function, double value) =>
        _metrics.Put(FunctionMetrics.For(metric, FunctionReference.Parse(function)!.Value.Name), _time.GetUtcNow(), value);

    [LoggerMessage(LogLevel.Warning, "Attempt {attempt} of an asynchronous invocation of {function} failed: {failure}")]
    private partial void LogFailedAttempt(string function, int attempt, string failure);

    [LoggerMessage(LogLevel.Warning, "An asynchronous invocation of {function} could not be made: {failure}")]
    private partial void LogRejection(string function, string failure);

    [LoggerMessage(LogLevel.Warning, "An event for {function} is dropped: {condition}")]
    private partial void LogDropped(string function, string condition);

    [LoggerMessage(LogLevel.Error, "The record of an event for {function} could not be sent to {destination}: {failure}")]
    private partial void LogNotDelivered(string function, string destination, string failure);

    [LoggerMessage(LogLevel.Error, "An asynchronous invocation of {function} was interrupted. The next attempt is in {seconds} s.")]
    private partial void LogFailure(Exception exception, string function, double seconds);

    [LoggerMessage(LogLevel.Error, "Could not read the asynchronous invocations. The next attempt is in {seconds} s.")]
    private partial void LogFailedRound(Exception exception, double seconds);
}
