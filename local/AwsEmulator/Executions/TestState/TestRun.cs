using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.AwsEmulator.Executions.TestState;

/// <summary>An execution of a state under test. It has its own clock: a wait ends at once.</summary>
internal sealed class TestRun(Execution execution, DateTimeOffset now)
{
    private readonly List<HistoryEvent> _events = [];
    private Execution _execution = execution;
    private DateTimeOffset _now = now;

    public ExecutionStart Start => _execution.Start;

    /// <summary>The task that waits for its result.</summary>
    public Effect.InvokeTask? Task { get; private set; }

    /// <summary>The retry that the state waits for.</summary>
    public Effect.StartTimer? RetryTimer { get; private set; }

    public void Take(ExecutionEvent happened)
    {
        Task = null;
        RetryTimer = null;
        var decision = Interpreter.Decide(_execution, happened, _now);
        _execution = decision.Execution;
        _events.AddRange(decision.Events);
        Task = decision.Effects.OfType<Effect.InvokeTask>().LastOrDefault();
        var timers = decision.Effects.OfType<Effect.StartTimer>().ToList();
        RetryTimer = timers.LastOrDefault(timer => timer.TimerId.Kind == TimerKind.Retry);
        if (timers.LastOrDefault(timer => timer.TimerId.Kind == TimerKind.Wait) is { } wait)
        {
            Fire(wait);
        }
    }

    public void FireRetry() => Fire(RetryTimer!);

    public TestStateResult Result(StateUnderTest state)
    {
        var failure = _events
            .Select(e => e.Details)
            .LastOrDefault(details => details is HistoryDetails.Failed or HistoryDetails.TaskFailed);
        var (error, cause) = failure switch
        {
            HistoryDetails.Failed failed => (failed.Error, failed.Cause),
            HistoryDetails.TaskFailed failed => (failed.Error, failed.Cause),
            _ => (null, null),
        };
        var tested = _execution.Machine.States.First(candidate => candidate.Name == state.Name);
        if (RetryTimer is { } retry)
        {
            return new TestStateResult
            {
                Status = "RETRIABLE",
                Error = error,
                Cause = cause,
                RetryIndex = IndexOf(tested.Retry, retrier => retrier.Covers(error)),
                RetryBackoffSeconds = (retry.DueAt - _now).TotalSeconds,
            };
        }

        var exit = _events.FindIndex(e => e.Details is HistoryDetails.StateExited exited && exited.Name == state.Name);
        if (exit < 0)
        {
            return new TestStateResult
            {
                Status = "FAILED",
                Error = _execution.Error,
                Cause = _execution.Cause,
            };
        }

        var next = _events.Skip(exit).Select(e => e.Details).OfType<HistoryDetails.StateEntered>().FirstOrDefault()?.Name;
        return new TestStateResult
        {
            Status = failure is null || error is null ? "SUCCEEDED" : "CAUGHT_ERROR",
            Output = ((HistoryDetails.StateExited)_events[exit].Details!).Output.ToJson(),
            Error = error,
            Cause = cause,
            NextState = next,
            CatchIndex = error is null ? null : IndexOf(tested.Catch, catcher => catcher.Covers(error)),
        };
    }

    /// <returns>The index of the first retrier or catcher that handles the error; null without one.</returns>
    private static int? IndexOf<T>(IReadOnlyList<T> handlers, Func<T, bool> covers)
    {
        for (var i = 0; i < handlers.Count; i++)
        {
            if (covers(handlers[i]))
            {
                return i;
            }
        }

        return null;
    }

    private void Fire(Effect.StartTimer timer)
    {
        _now = timer.DueAt;
        Take(new ExecutionEvent.TimerFired(timer.TimerId));
    }
}
