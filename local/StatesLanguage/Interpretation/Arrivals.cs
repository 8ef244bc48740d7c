using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>What comes from outside sets the phase of the strand that waits for it; its steps write the events.</summary>
internal static class Arrivals
{
    public static void Accept(Engine engine, ExecutionEvent e)
    {
        var execution = engine.Execution;
        if (e is ExecutionEvent.Redrive)
        {
            if (!execution.CanRedrive)
            {
                throw new InvalidOperationException(
                    $"An execution that is {execution.Status} with {execution.LastEventId} events cannot be redriven"
                );
            }

            execution.Pending = PendingStep.Redrive;
            return;
        }
        if (execution.IsFinished)
        {
            return;
        }

        switch (e)
        {
            case ExecutionEvent.Begin:
                break;
            case ExecutionEvent.Stop stop:
                execution.PendingStop = (stop.Error, stop.Cause);
                execution.Pending = PendingStep.Abort;
                break;
            case ExecutionEvent.TimerFired timer:
                FireTimers(engine, timer.TimerId);
                break;
            case ExecutionEvent.TaskHeartbeat beat:
                if (Find(execution.Root, beat.TaskId) is { HeartbeatSeconds: { } seconds } alive)
                {
                    alive.HeartbeatDue = engine.Now.AddSeconds(seconds);
                    engine.Do(new Effect.StartTimer(alive.HeartbeatTimer, alive.HeartbeatDue.Value));
                }
                break;
            case ExecutionEvent.TaskSubmitted submitted:
                if (Find(execution.Root, submitted.TaskId) is { Submitted: false } handedOver)
                {
                    handedOver.Result = submitted.Output;
                    Arrive(engine, handedOver, Phase.Submitting);
                }
                break;
            case ExecutionEvent.TaskSucceeded succeeded:
                if (Find(execution.Root, succeeded.TaskId) is { } done)
                {
                    Succeed(engine, done, succeeded.Output);
                }

                break;
            case ExecutionEvent.TaskOverLimit over:
                if (Find(execution.Root, over.TaskId) is { } large)
                {
                    Refuse(engine, large);
                }

                break;
            case ExecutionEvent.TaskFailed failed:
                if (Find(execution.Root, failed.TaskId) is { } broken)
                {
                    Fail(engine, broken, failed.Error, failed.Cause);
                }

                break;
            default:
                throw new InvalidOperationException($"unknown event {e.GetType().Name}");
        }
    }

    /// <summary>Takes every timer that is due by now. In a replay the heartbeats are left out, since they leave no trace.</summary>
    public static void FireDue(Engine engine, bool heartbeats)
    {
        if (ExecutionSteps.Deadline(engine.Execution) <= engine.Now)
        {
            engine.Execution.Pending = PendingStep.TimeOut;
        }

        Fire(engine, engine.Execution.Root, heartbeats);
    }

    public static void TimeOut(Engine engine, Strand strand, bool heartbeatMissed)
    {
        strand.Error = ErrorNames.Timeout;
        strand.HeartbeatMissed = heartbeatMissed;
        strand.Cause = null;
        engine.Do(new Effect.CancelTask(strand.TaskId));
        Arrive(engine, strand, Phase.TimingOut);
    }

    /// <summary>The strand that runs a task.</summary>
    public static Strand? Find(Strand strand, long taskId)
    {
        if (strand.Phase == Phase.Running)
        {
            return strand.TaskId == taskId ? strand : null;
        }

        if (strand.Phase is not (Phase.Gathering or Phase.Tending))
        {
            return null;
        }

        foreach (var child in strand.Group!.Open)
        {
            if (Find(child, taskId) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    public static void Fail(Engine engine, Strand strand, string? error, string? cause)
    {
        strand.Error = error;
        strand.Cause = cause;
        Arrive(engine, strand, Phase.Failing);
    }

    private static void FireTimers(Engine engine, TimerId id)
    {
        // A host's clock may be a little behind: what it sent is due, whatever its time is.
        if (DueTime(engine.Execution, id) is not { } due)
        {
            return;
        }

        if (due > engine.Now)
        {
            engine.SetTime(due);
        }

        FireDue(engine, heartbeats: true);
    }

    private static DateTimeOffset? DueTime(Execution execution, TimerId id)
    {
        if (id.Kind == TimerKind.ExecutionTimeout)
        {
            return ExecutionSteps.Deadline(execution);
        }

        return DueTime(execution.Root, id);
    }

    private static DateTimeOffset? DueTime(Strand strand, TimerId id)
    {
        switch (strand.Phase)
        {
            case Phase.Waiting:
                return strand.Timer == id ? strand.Due : null;
            case Phase.Running:
                return strand.Timer == id ? strand.Due
                    : strand.HeartbeatTimer == id ? strand.HeartbeatDue
                    : null;
        }
        if (strand.Phase is not (Phase.Gathering or Phase.Tending))
        {
            return null;
        }

        foreach (var child in strand.Group!.Open)
        {
            if (DueTime(child, id) is { } due)
            {
                return due;
            }
        }

        return null;
    }

    private static void Fire(Engine engine, Strand strand, bool heartbeats)
    {
        switch (strand.Phase)
        {
            case Phase.Waiting when strand.Due <= engine.Now:
                // A retry does the state's work again; a Wait is done.
                strand.Due = null;
                strand.Phase = strand.State.Type == Definition.StateType.Wait ? Phase.Exit : Phase.Work;
                engine.Wake(strand);
                break;
            case Phase.Running when strand.Due <= engine.Now:
                TimeOut(engine, strand, heartbeatMissed: false);
                break;
            case Phase.Running when heartbeats && strand.HeartbeatDue <= engine.Now:
                TimeOut(engine, strand, heartbeatMissed: true);
                break;
            case Phase.Gathering or Phase.Tending:
                foreach (var child in strand.Group!.Open)
                {
                    Fire(engine, child, heartbeats);
                }

                break;
        }
    }

    private static void Succeed(Engine engine, Strand strand, JsonValue output)
    {
        if (output.Utf8Size > Interpreter.MaxDataBytes)
        {
            Refuse(engine, strand);
            return;
        }
        strand.Result = output;
        Arrive(engine, strand, Phase.Succeeding);
    }

    private static void Refuse(Engine engine, Strand strand)
    {
        var resource = ((Definition.TaskState)strand.State).Resource;
        var name = resource.Kind == Definition.TaskResourceKind.Integration ? resource.ResourceType : resource.Arn;
        Fail(engine, strand, ErrorNames.DataLimitExceeded, DataLimit.Cause(name));
    }

    private static void Arrive(Engine engine, Strand strand, Phase phase)
    {
        if (phase != Phase.Submitting)
        {
            if (strand.Due is not null)
            {
                engine.Do(new Effect.CancelTimer(strand.Timer));
            }

            if (strand.HeartbeatDue is not null)
            {
                engine.Do(new Effect.CancelTimer(strand.HeartbeatTimer));
            }

            strand.Due = null;
            strand.HeartbeatDue = null;
        }
        strand.Phase = phase;
        engine.Wake(strand);
    }
}
