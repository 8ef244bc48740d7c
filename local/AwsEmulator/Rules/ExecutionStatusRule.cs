using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Rules;

/// <summary>
/// An EventBridge rule on execution status. It invokes its function asynchronously for each end that it matches: Lambda retries a
/// failed invocation after one and after two minutes, then it sends a record of it to the on-failure destination:
/// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html. An event is stored in the transaction that stores
/// the end of the execution, so that it survives the process.
/// </summary>
public sealed partial class ExecutionStatusRule : BackgroundService, IAsyncDisposable
{
    private static readonly TimeSpan[] RetryDelays = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)];

    // Until a function exists or the data folder can be used again.
    private static readonly TimeSpan DelayAfterFailure = TimeSpan.FromMinutes(1);

    private readonly StatusRuleSettings _settings;
    private readonly Database _database;
    private readonly FunctionRegistry _functions;
    private readonly QueueService _queues;
    private readonly TimeProvider _time;
    private readonly ILogger<ExecutionStatusRule> _logger;
    private readonly SemaphoreSlim _added = new(0);

    public ExecutionStatusRule(
        StatusRuleSettings settings,
        Database database,
        FunctionRegistry functions,
        QueueService queues,
        TimeProvider time,
        ILogger<ExecutionStatusRule> logger
    )
    {
        _settings = settings;
        _database = database;
        _functions = functions;
        _queues = queues;
        _time = time;
        _logger = logger;
        database.Migrate("status events", StatusEventStore.Migrations);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _added.Dispose();
        Dispose();
    }

    /// <summary>Stores an event if the rule matches the end of the execution; inside the transaction that stores the end.</summary>
    internal bool Enqueue(DatabaseSession session, ExecutionRecord execution, string? cause, string input)
    {
        var matches =
            execution.Status == ExecutionStatus.TimedOut
            || (execution.Status == ExecutionStatus.Failed && execution.Error is { } error && _settings.Errors.Contains(error));
        if (matches)
        {
            StatusEventStore.Add(session, StatusEventJson.Create(execution, cause, input), _time.GetUtcNow());
        }

        return matches;
    }

    /// <summary>Call it after the transaction of an event is committed.</summary>
    internal void Wake() => _added.Release();

    [SuppressMessage("Design", "CA1031", Justification = "The failure is logged. The events stay stored for the next round.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            TimeSpan? wait;
            try
            {
                wait = await DeliverDueAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailedRound(e);
                wait = DelayAfterFailure;
            }

            await WaitAsync(wait, stoppingToken);
        }
    }

    /// <returns>The time until the next event is due; null without events.</returns>
    private async Task<TimeSpan?> DeliverDueAsync(CancellationToken stoppingToken)
    {
        foreach (var pending in _database.Read(session => StatusEventStore.Due(session, _time.GetUtcNow())))
        {
            await DeliverAsync(pending, stoppingToken);
        }

        return _database.Read(StatusEventStore.NextDue) - _time.GetUtcNow();
    }

    private async Task DeliverAsync(PendingStatusEvent pending, CancellationToken stoppingToken)
    {
        FunctionResult result;
        try
        {
            result = await _functions.InvokeAsync(_settings.Function, Encoding.UTF8.GetBytes(pending.Payload), stoppingToken);
        }
        catch (AwsException e)
        {
            // The event was not delivered: EventBridge tries again, for up to a day.
            LogNotDelivered(_settings.Function, e.Message);
            await PostponeAsync(pending, pending.Attempts, DelayAfterFailure);
            return;
        }

        if (!result.IsError)
        {
            await _database.WriteAsync(session => StatusEventStore.Remove(session, pending.Key));
            return;
        }

        var attempts = pending.Attempts + 1;
        LogFailure(_settings.Function, attempts, Encoding.UTF8.GetString(result.Payload));
        if (attempts <= RetryDelays.Length)
        {
            await PostponeAsync(pending, attempts, RetryDelays[attempts - 1]);
        }
        else if (_settings.OnFailureQueue is { } queue)
        {
            var record = FailedInvocationJson.Create(pending.Payload, result, attempts, _functions.Find(_settings.Function), _time.GetUtcNow());
            await _queues.SendAsync(
                queue,
                [new OutgoingMessage(record)],
                (session, _) => StatusEventStore.Remove(session, pending.Key)
            );
        }
        else
        {
            await _database.WriteAsync(session => StatusEventStore.Remove(session, pending.Key));
        }
    }

    private Task PostponeAsync(PendingStatusEvent pending, int attempts, TimeSpan delay) =>
        _database.WriteAsync(session => StatusEventStore.Postpone(session, pending.Key, attempts, _time.GetUtcNow() + delay));

    private async Task WaitAsync(TimeSpan? wait, CancellationToken stoppingToken)
    {
        if (wait is not { } delay)
        {
            await _added.WaitAsync(stoppingToken);
            return;
        }

        if (delay <= TimeSpan.Zero)
        {
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(_added.WaitAsync(either.Token), Task.Delay(delay, _time, either.Token));
        await either.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
    }

    [LoggerMessage(LogLevel.Warning, "Attempt {attempt} of {function} to handle an execution's end failed: {failure}")]
    private partial void LogFailure(string function, int attempt, string failure);

    [LoggerMessage(LogLevel.Warning, "Could not invoke {function} for an execution's end: {failure}")]
    private partial void LogNotDelivered(string function, string failure);

    [LoggerMessage(LogLevel.Error, "Could not deliver the ends of executions. The next attempt is in one minute.")]
    private partial void LogFailedRound(Exception exception);
}
