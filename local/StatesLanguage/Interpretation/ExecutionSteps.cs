using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>The steps of an execution as a whole: its start, its ends, its redrive.</summary>
internal static class ExecutionSteps
{
    public static void Take(Engine engine)
    {
        var execution = engine.Execution;
        var pending = execution.Pending;
        execution.Pending = PendingStep.None;
        switch (pending)
        {
            case PendingStep.Start:
                // The first state's event follows none, so the root strand does not follow this one.
                engine.WriteAny(
                    0,
                    HistoryEventType.ExecutionStarted,
                    new HistoryDetails.ExecutionStarted(execution.Start.Input, execution.Start.RoleArn)
                );
                if (Deadline(execution) is { } due)
                {
                    engine.Do(new Effect.StartTimer(new TimerId(TimerKind.ExecutionTimeout, 0), due));
                }

                engine.Wake(execution.Root);
                break;
            case PendingStep.Abort:
                var (error, cause) = execution.PendingStop;
                execution.PendingStop = default;
                engine.WriteAny(0, HistoryEventType.ExecutionAborted, new HistoryDetails.Failed(error, cause));
                Finish(engine, ExecutionStatus.Aborted, null, error, cause);
                break;
            case PendingStep.TimeOut:
                engine.WriteAny(execution.LastEventId, HistoryEventType.ExecutionTimedOut, new HistoryDetails.Failed(null, null));
                Finish(engine, ExecutionStatus.TimedOut, null, null, null);
                break;
            case PendingStep.Redrive:
                Redrive(engine);
                break;
        }
    }

    /// <summary>When the execution is over at the latest; null is never.</summary>
    public static DateTimeOffset? Deadline(Execution execution) =>
        execution.Machine.TimeoutSeconds is { } seconds ? (execution.RedriveTime ?? execution.Start.StartTime).AddSeconds(seconds) : null;

    public static void Succeed(Engine engine, long previous, JsonValue output)
    {
        engine.WriteAny(previous, HistoryEventType.ExecutionSucceeded, new HistoryDetails.Succeeded(output));
        Finish(engine, ExecutionStatus.Succeeded, output, null, null);
    }

    public static void Fail(Engine engine, long previous, string? error, string? cause)
    {
        engine.WriteAny(previous, HistoryEventType.ExecutionFailed, new HistoryDetails.Failed(error, cause));
        Finish(engine, ExecutionStatus.Failed, null, error, cause);
    }

    private static void Finish(Engine engine, ExecutionStatus status, JsonValue? output, string? error, string? cause)
    {
        var execution = engine.Execution;
        foreach (var effect in Outstanding.Of(execution))
        {
            if (effect is Effect.InvokeTask task)
            {
                engine.Do(new Effect.CancelTask(task.TaskId));
            }
            else if (effect is Effect.StartTimer timer)
            {
                engine.Do(new Effect.CancelTimer(timer.TimerId));
            }
        }
        engine.Do(new Effect.ExecutionFinished(status, output, error, cause));
        execution.Status = status;
        execution.Output = output;
        execution.Error = error;
        execution.Cause = cause;
        execution.StopTime = engine.Now;
        execution.Ready.Clear();
    }

    private static void Redrive(Engine engine)
    {
        var execution = engine.Execution;
        execution.Status = ExecutionStatus.Running;
        execution.Error = null;
        execution.Cause = null;
        execution.StopTime = null;
        execution.RedriveCount++;
        execution.RedriveTime = engine.Now;
        var id = engine.WriteAny(
            execution.LastEventId,
            HistoryEventType.ExecutionRedriven,
            new HistoryDetails.ExecutionRedriven(execution.RedriveCount)
        );
        if (Deadline(execution) is { } due)
        {
            engine.Do(new Effect.StartTimer(new TimerId(TimerKind.ExecutionTimeout, 0), due));
        }

        Resume(engine, execution.Root, id);
    }

    /// <summary>
    /// Readies a strand at the step that did not end well. What a Parallel or a Map has finished stays finished; a
    /// distributed Map runs again.
    /// </summary>
    private static void Resume(Engine engine, Strand strand, long redriven)
    {
        if (strand.Phase == Phase.Enter)
        {
            engine.Wake(strand);
            return;
        }
        strand.Last = redriven;
        strand.Attempt = 0;
        strand.Retries = null;
        strand.Error = null;
        strand.Cause = null;
        strand.Due = null;
        strand.HeartbeatDue = null;
        if (strand.Group is { Distributed: false, Open.Count: > 0 } group)
        {
            group.Breaking = false;
            group.Notices.Clear();
            strand.Phase = Phase.Gathering;
            foreach (var child in group.Open)
            {
                Resume(engine, child, redriven);
            }

            if (strand.State.Type == StateType.Map && group.Next < group.Count && group.Open.Count < group.Limit)
            {
                strand.Phase = Phase.Tending;
                engine.Wake(strand);
            }
            return;
        }
        strand.Group = null;
        strand.Phase = Phase.Work;
        engine.Wake(strand);
    }
}
