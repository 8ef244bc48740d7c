using System.Text;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Rules;

/// <summary>
/// What EventBridge's rule on execution status does on AWS: an execution that ended where no Catch could help
/// (<c>TIMED_OUT</c>, or <c>FAILED</c> with <c>States.Runtime</c>) is reported to a function. The report is stored
/// with the status itself, and delivered until the function has taken it.
/// </summary>
public sealed partial class ExecutionStatusRule : IAsyncDisposable
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    private readonly Database _database;
    private readonly FunctionRegistry _functions;
    private readonly string _function;
    private readonly TimeProvider _time;
    private readonly ILogger<ExecutionStatusRule> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _added = new(0);
    private Task _delivering = Task.CompletedTask;

    /// <param name="function">Name or ARN of the function to report to.</param>
    public ExecutionStatusRule(Database database, FunctionRegistry functions, string function, TimeProvider time, ILogger<ExecutionStatusRule> logger)
    {
        _database = database;
        _functions = functions;
        _function = function;
        _time = time;
        _logger = logger;
        database.Migrate("status statusRule", StatusEventStore.Migrations);
    }

    /// <summary>Begins to deliver what an earlier process left.</summary>
    public void Start() => _delivering = Task.Run(DeliverAsync);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _delivering;
        _stopping.Dispose();
        _added.Dispose();
    }

    /// <summary>Stores a report where the end of the execution calls for one; inside the transaction that stores the end.</summary>
    internal bool Enqueue(DatabaseSession session, ExecutionRecord execution, string? cause, string input)
    {
        var isUnhandled =
            execution.Status == ExecutionStatus.TimedOut
            || (execution.Status == ExecutionStatus.Failed && execution.Error == "States.Runtime");
        if (isUnhandled)
        {
            StatusEventStore.Add(session, StatusEventJson.Create(execution, cause, input), _time.GetUtcNow());
        }

        return isUnhandled;
    }

    /// <summary>Tells that a stored report is committed.</summary>
    internal void Wake() => _added.Release();

    private async Task DeliverAsync()
    {
        try
        {
            while (true)
            {
                var wait = await DeliverDueAsync();
                await WaitAsync(wait);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // What is left stays stored for the next start.
        }
    }

    private async Task<TimeSpan> DeliverDueAsync()
    {
        try
        {
            foreach (var report in _database.Read(session => StatusEventStore.Due(session, _time.GetUtcNow())))
            {
                await DeliverAsync(report);
            }

            var next = _database.Read(StatusEventStore.NextDue);
            return next is null ? Timeout.InfiniteTimeSpan : next.Value - _time.GetUtcNow();
        }
        catch (StorageUnavailableException e)
        {
            LogStorage(e);
            return LongestDelay;
        }
    }

    private async Task DeliverAsync(PendingStatusEvent report)
    {
        string? failure;
        try
        {
            var answer = await _functions.InvokeAsync(_function, Encoding.UTF8.GetBytes(report.Payload), _stopping.Token);
            failure = answer.IsError ? Encoding.UTF8.GetString(answer.Payload) : null;
        }
        catch (AwsException e)
        {
            failure = e.Message;
        }

        if (failure is null)
        {
            await _database.WriteAsync(session => StatusEventStore.Remove(session, report.Key));
            return;
        }

        LogFailure(_function, report.Attempts + 1, failure);
        var delay = TimeSpan.FromSeconds(Math.Min(LongestDelay.TotalSeconds, Math.Pow(2, report.Attempts)));
        await _database.WriteAsync(session => StatusEventStore.Postpone(session, report.Key, _time.GetUtcNow() + delay));
    }

    private async Task WaitAsync(TimeSpan wait)
    {
        if (wait == Timeout.InfiniteTimeSpan)
        {
            await _added.WaitAsync(_stopping.Token);
            return;
        }

        if (wait <= TimeSpan.Zero)
        {
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        await Task.WhenAny(_added.WaitAsync(either.Token), Task.Delay(wait, _time, either.Token));
        await either.CancelAsync();
        _stopping.Token.ThrowIfCancellationRequested();
    }

    [LoggerMessage(LogLevel.Warning, "Attempt {attempt} to report an unhandled execution to {function} failed: {failure}")]
    private partial void LogFailure(string function, int attempt, string failure);

    [LoggerMessage(LogLevel.Error, "Reports of unhandled executions wait: the data folder cannot be used")]
    private partial void LogStorage(Exception exception);
}
