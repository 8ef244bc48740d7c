using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>Accepts an external event: sets the phase of the branch that waits for it. The branch's steps then write the events.</summary>
internal static class ExternalEventHandler
{
    public static void Accept(DecisionBuilder decision, ExecutionEvent e)
    {
        if (e is ExecutionEvent.Redrive)
        {
            AcceptRedrive(decision);
        }
        else if (!decision.IsFinished)
        {
            AcceptRunning(decision, e);
        }
    }

    /// <summary>Fires every timer that is due.</summary>
    /// <param name="heartbeats">Whether heartbeat timers fire. A history does not record heartbeats, so a replay leaves them out.</param>
    public static void FireDue(DecisionBuilder decision, bool heartbeats)
    {
        if (decision.Deadline <= decision.Now)
        {
            decision.Pending = PendingStep.TimeOut;
        }

        Fire(decision, BranchOrigin.Root, heartbeats);
        foreach (var origin in decision.Awaited.DueBy(decision.Now).ToArray())
        {
            Fire(decision, origin, heartbeats);
        }
    }

    /// <summary>The task of the selected branch has timed out.</summary>
    public static void TimeOut(DecisionBuilder decision, bool isMissedHeartbeat)
    {
        decision.Do(new Effect.CancelTask(decision.Branch.Task.TaskId));
        EndTask(
            decision,
            decision.Branch with
            {
                Error = new StateError(ErrorNames.Timeout, null, isMissedHeartbeat),
                Phase = BranchPhase.TaskTimedOut,
            }
        );
    }

    private static void AcceptRedrive(DecisionBuilder decision)
    {
        if (!Execution.AllowsRedrive(decision.Outcome.Status, decision.LastEventId))
        {
            throw new InvalidOperationException(
                $"An execution that is {decision.Outcome.Status} with {decision.LastEventId} events cannot be redriven."
            );
        }

        decision.Pending = PendingStep.Redrive;
    }

    private static void AcceptRunning(DecisionBuilder decision, ExecutionEvent e)
    {
        switch (e)
        {
            case ExecutionEvent.Begin or ExecutionEvent.Continue:
                break;
            case ExecutionEvent.Stop stop:
                decision.Stop = new StateError(stop.Error, stop.Cause);
                decision.Pending = PendingStep.Abort;
                break;
            case ExecutionEvent.TimerFired timer:
                FireTimer(decision, timer.TimerId);
                break;
            case ExecutionEvent.TaskHeartbeat heartbeat when TrySelectTask(decision, heartbeat.TaskId):
                RestartHeartbeat(decision);
                break;
            case ExecutionEvent.TaskSubmitted submitted when TrySelectTask(decision, submitted.TaskId):
                if (!decision.Branch.Task.IsSubmitted)
                {
                    decision.Branch = decision.Branch with { Result = submitted.Output, Phase = BranchPhase.TaskSubmitted };
                    decision.Wake();
                }

                break;
            case ExecutionEvent.TaskSucceeded succeeded when TrySelectTask(decision, succeeded.TaskId):
                if (succeeded.Output.Utf8Size > Interpreter.MaxDataBytes)
                {
                    FailForSize(decision);
                }
                else
                {
                    EndTask(decision, decision.Branch with { Result = succeeded.Output, Phase = BranchPhase.TaskSucceeded });
                }

                break;
            case ExecutionEvent.TaskOverLimit over when TrySelectTask(decision, over.TaskId):
                FailForSize(decision);
                break;
            case ExecutionEvent.TaskFailed failed when TrySelectTask(decision, failed.TaskId):
                FailTask(decision, new StateError(failed.Error, failed.Cause));
                break;
        }
    }

    private static bool TrySelectTask(DecisionBuilder decision, long taskId) =>
        TrySelect(decision, taskId) && decision.Branch.Phase == BranchPhase.AwaitingTask;

    /// <summary>Selects the branch that waits for a task or a timer.</summary>
    private static bool TrySelect(DecisionBuilder decision, long id)
    {
        if (decision.Root.AwaitedId == id)
        {
            decision.Select(BranchOrigin.Root);
            return true;
        }

        if (!decision.Awaited.ById.TryGetValue(id, out var origin))
        {
            return false;
        }

        decision.Select(origin);
        return decision.Branch.AwaitedId == id;
    }

    // A host's clock may be slow: a timer that has fired is due, whatever the host's time is.
    private static void FireTimer(DecisionBuilder decision, TimerId timer)
    {
        if (DueTime(decision, timer) is not { } dueAt)
        {
            return;
        }

        if (dueAt > decision.Now)
        {
            decision.SetTime(dueAt);
        }

        FireDue(decision, heartbeats: true);
    }

    private static DateTimeOffset? DueTime(DecisionBuilder decision, TimerId timer)
    {
        if (timer.Kind == TimerKind.ExecutionTimeout)
        {
            return decision.Deadline;
        }

        if (!TrySelect(decision, timer.EventId))
        {
            return null;
        }

        return decision.Branch.Progress switch
        {
            DelayProgress delay when delay.Timer == timer => delay.DueAt,
            TaskProgress task when task.TimeoutTimer == timer => task.TimeoutAt,
            TaskProgress task when task.HeartbeatTimer == timer => task.HeartbeatAt,
            _ => null,
        };
    }

    private static void Fire(DecisionBuilder decision, BranchOrigin origin, bool heartbeats)
    {
        decision.Select(origin);
        var branch = decision.Branch;
        switch (branch.Phase)
        {
            case BranchPhase.AwaitingTimer when ((DelayProgress)branch.Progress!).DueAt <= decision.Now:
                decision.Awaited = decision.Awaited.Remove(branch);
                decision.Branch = branch with
                {
                    Phase = branch.State.Type == StateType.Wait ? BranchPhase.Exiting : BranchPhase.Entered,
                };
                decision.Wake();
                break;
            case BranchPhase.AwaitingTask when branch.Task.TimeoutAt <= decision.Now:
                TimeOut(decision, isMissedHeartbeat: false);
                break;
            case BranchPhase.AwaitingTask when heartbeats && branch.Task.HeartbeatAt <= decision.Now:
                TimeOut(decision, isMissedHeartbeat: true);
                break;
        }
    }

    private static void RestartHeartbeat(DecisionBuilder decision)
    {
        var branch = decision.Branch;
        if (branch.Task.HeartbeatSeconds is not { } seconds)
        {
            return;
        }

        var dueAt = ExecutionTime.Add(decision.Now, seconds);
        decision.Branch = branch with { Progress = branch.Task with { Timers = branch.Task.Timers! with { HeartbeatAt = dueAt } } };
        decision.Awaited = decision.Awaited.Remove(branch).Add(decision.Branch);
        decision.Do(new Effect.StartTimer(branch.Task.HeartbeatTimer, dueAt));
    }

    private static void FailForSize(DecisionBuilder decision)
    {
        var resource = ((TaskState)decision.Branch.State).Resource;
        var name = resource.Kind == TaskResourceKind.Integration ? resource.ResourceType : resource.Arn;
        FailTask(decision, new StateError(ErrorNames.DataLimitExceeded, ErrorCauses.DataLimit(name)));
    }

    private static void FailTask(DecisionBuilder decision, StateError error) =>
        EndTask(decision, decision.Branch with { Error = error, Phase = BranchPhase.TaskFailed });

    private static void EndTask(DecisionBuilder decision, ExecutionBranch ended)
    {
        PendingEffects.AddCancelTimers(ended.Task, decision.Effects);
        decision.Awaited = decision.Awaited.Remove(decision.Branch);
        decision.Branch = ended;
        decision.Wake();
    }
}
