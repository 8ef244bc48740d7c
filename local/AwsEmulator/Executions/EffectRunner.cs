using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>Begins the effects of a decision after it has been stored. Their results come as events. Thread-safe.</summary>
/// <param name="tasks">Runs tasks.</param>
/// <param name="deliver">Receives the events.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Gets the failures that are no result of a task.</param>
internal sealed partial class EffectRunner(
    TaskRunner tasks,
    Action<RunningExecution, ExecutionEvent> deliver,
    TimeProvider time,
    ILogger<EffectRunner> logger
)
{
    public void Begin(RunningExecution running, IReadOnlyList<Effect> effects)
    {
        Effect.InvokeTask? lastTask = null;
        foreach (var effect in effects)
        {
            lastTask = effect as Effect.InvokeTask ?? lastTask;
            Begin(running, effect is Effect.StartTimer timer ? RestoreTimeout(timer, lastTask) : effect);
        }
    }

    /// <summary>
    /// A task that is invoked again after a restart gets its whole TimeoutSeconds again: the process did not run in the meantime, and a
    /// task that has finished and lost only its response would time out.
    /// </summary>
    private Effect.StartTimer RestoreTimeout(Effect.StartTimer timer, Effect.InvokeTask? task)
    {
        if (
            timer.TimerId.Kind != TimerKind.TaskTimeout
            || task is not { Submitted: false, TimeoutSeconds: { } seconds }
            || task.TaskId != timer.TimerId.EventId
        )
        {
            return timer;
        }

        var due = time.GetUtcNow().AddSeconds(seconds);
        return due > timer.DueAt ? timer with { DueAt = due } : timer;
    }

    private void Begin(RunningExecution running, Effect effect)
    {
        switch (effect)
        {
            case Effect.InvokeTask { Submitted: true }:
                // Submitted before the restart: the execution waits for its task token only.
                break;
            case Effect.InvokeTask task:
                _ = RunTaskAsync(running, task);
                break;
            case Effect.StartTimer timer:
                running.StartTimer(timer.TimerId, timer.DueAt, () => deliver(running, new ExecutionEvent.TimerFired(timer.TimerId)));
                break;
            case Effect.CancelTimer timer:
                running.CancelTimer(timer.TimerId);
                break;
            case Effect.CancelTask task:
                running.CancelTask(task.TaskId);
                break;
            case Effect.ExecutionFinished:
                break;
            default:
                throw new InvalidOperationException($"Unknown effect {effect.GetType().Name}.");
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The failure is logged and fails the task.")]
    private async Task RunTaskAsync(RunningExecution running, Effect.InvokeTask task)
    {
        ExecutionEvent? result;
        try
        {
            result = await tasks.RunAsync(running.Record.Key, running.State.Start, task, running.StartTask(task.TaskId));
        }
        catch (Exception e)
        {
            LogTaskFailed(e, running.Record.Arn);
            result = new ExecutionEvent.TaskFailed(task.TaskId, ErrorNames.Runtime, e.Message);
        }

        if (result is not null)
        {
            deliver(running, result);
        }

        running.EndTask(task.TaskId);
    }

    [LoggerMessage(LogLevel.Error, "A task of {executionArn} could not be run")]
    private partial void LogTaskFailed(Exception exception, string executionArn);
}
