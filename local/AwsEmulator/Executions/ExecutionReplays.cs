using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Executions.StateMachines;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>
/// Continues the executions of an earlier process: the replayed history gives the state and the unfinished effects, which begin again. As on
/// AWS, a task can be attempted twice. An execution whose stored data cannot be read fails. Thread-safe.
/// </summary>
/// <param name="store">Has the histories.</param>
/// <param name="loop">Continues the replayed executions.</param>
/// <param name="locks">Held during a replay in the background.</param>
/// <param name="storage">Repeats a replay in the background while the storage cannot be used.</param>
/// <param name="fail">Ends an execution that cannot continue, for a cause.</param>
/// <param name="inFlight">Counts the replays in progress.</param>
/// <param name="time">The clock of the executions.</param>
/// <param name="logger">Gets the failures.</param>
/// <param name="stopping">Cancelled when the host stops.</param>
internal sealed partial class ExecutionReplays(
    ExecutionEventStore store,
    DecisionLoop loop,
    ExecutionLocks locks,
    StorageRetry storage,
    Func<ExecutionRecord, string, string, Task> fail,
    InFlightTracker inFlight,
    TimeProvider time,
    ILogger<ExecutionReplays> logger,
    CancellationToken stopping
)
{
    /// <summary>The number of events of a history whose replay takes so long that nothing else waits for it.</summary>
    internal const int LongHistory = 1000;

    // By ARN, the replays in the background, in progress or to come.
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _cancellations = new(StringComparer.Ordinal);

    /// <summary>
    /// Continues executions. Those with a long history continue in the background, one after the other, while the others run already. A
    /// stop does not wait for their replay: it ends the replay and the execution.
    /// </summary>
    /// <param name="executions">The executions as they are stored, with their input as JSON text.</param>
    /// <param name="load">Reads the state machine, and the history while it is enumerated.</param>
    /// <exception cref="StorageUnavailableException">The database cannot be read.</exception>
    public void Run(
        IEnumerable<(ExecutionRecord Record, string Input)> executions,
        Func<ExecutionRecord, (StateMachineRecord Machine, IEnumerable<HistoryEvent> History)> load
    )
    {
        var isLong = executions.ToLookup(execution => store.LastEventId(execution.Record) > LongHistory);
        foreach (var (record, input) in isLong[false])
        {
            Run(record, input, load, CancellationToken.None);
        }

        RunInBackground(isLong[true], load);
    }

    /// <summary>Ends the replay of an execution in the background, in progress or to come.</summary>
    public async Task CancelAsync(string executionArn)
    {
        try
        {
            await (_cancellations.GetValueOrDefault(executionArn)?.CancelAsync() ?? Task.CompletedTask);
        }
        catch (ObjectDisposedException)
        {
            // The replay has just ended.
        }
    }

    private void RunInBackground(
        IEnumerable<(ExecutionRecord Record, string Input)> executions,
        Func<ExecutionRecord, (StateMachineRecord Machine, IEnumerable<HistoryEvent> History)> load
    )
    {
        var replays = executions.Select(execution => (execution.Record, execution.Input, Lock: locks.Enter(execution.Record.Arn))).ToList();
        foreach (var (record, _, _) in replays)
        {
            _cancellations[record.Arn] = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        }

        _ = Task.Run(async () =>
        {
            using var work = inFlight.Begin();
            foreach (var (record, input, held) in replays)
            {
                using (held)
                {
                    await RunAsync(record, input, load);
                }
            }
        });
    }

    private async Task RunAsync(
        ExecutionRecord record,
        string input,
        Func<ExecutionRecord, (StateMachineRecord Machine, IEnumerable<HistoryEvent> History)> load
    )
    {
        using var replay = _cancellations[record.Arn];
        try
        {
            // A thread of its own: a long replay on the threads of requests would let them wait.
            await storage.RunAsync(
                record.Arn,
                () =>
                    Task.Factory.StartNew(
                        () => Run(record, input, load, replay.Token),
                        replay.Token,
                        TaskCreationOptions.LongRunning,
                        TaskScheduler.Default
                    )
            );
        }
        catch (OperationCanceledException) when (replay.IsCancellationRequested || stopping.IsCancellationRequested)
        {
            // A stop ends the execution, or the next start replays it again.
        }
        finally
        {
            _cancellations.TryRemove(record.Arn, out _);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Damaged data of one execution must not stop the others.")]
    private void Run(
        ExecutionRecord record,
        string input,
        Func<ExecutionRecord, (StateMachineRecord Machine, IEnumerable<HistoryEvent> History)> load,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var (machine, history) = load(record);
            var state = Execution.Replay(
                machine.Machine,
                record.StartOf(machine, input),
                history.TakeWhile(_ => !cancellationToken.IsCancellationRequested)
            );
            cancellationToken.ThrowIfCancellationRequested();
            loop.Continue(new RunningExecution(record, input, state, time));
        }
        catch (Exception e) when (e is not (StorageUnavailableException or OperationCanceledException))
        {
            LogNotResumed(e, record.Arn);
            _ = fail(record, input, $"The execution cannot continue after a restart: {e.Message}");
        }
    }

    [LoggerMessage(LogLevel.Critical, "{executionArn} fails, because its stored data cannot be read")]
    private partial void LogNotResumed(Exception exception, string executionArn);
}
