using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>The effects that start what a branch waits for, and those that cancel it.</summary>
internal static class PendingEffects
{
    public static List<Effect> For(Execution execution)
    {
        var effects = new List<Effect>();
        if (execution.IsFinished || execution.Pending == PendingStep.Start)
        {
            return effects;
        }

        if (execution.Deadline is { } dueAt)
        {
            effects.Add(new Effect.StartTimer(TimerId.ExecutionTimeout, dueAt));
        }

        AddAll(execution.Start, execution.Root, effects);
        return effects;
    }

    public static List<PendingRetry> RetriesFor(Execution execution)
    {
        var retries = new List<PendingRetry>();
        if (!execution.IsFinished && execution.Pending != PendingStep.Start)
        {
            AddRetries(execution.Root, retries);
        }

        return retries;
    }

    /// <summary>Adds what starts the task or the timer that a branch waits for.</summary>
    public static void Add(ExecutionStart start, ExecutionBranch branch, List<Effect> effects)
    {
        switch (branch.Phase)
        {
            case BranchPhase.AwaitingTask:
                var task = branch.Task;
                effects.Add(Invocation(start, branch, task));
                if (task.TimeoutAt is { } timeoutAt)
                {
                    effects.Add(new Effect.StartTimer(task.TimeoutTimer, timeoutAt));
                }

                if (task.HeartbeatAt is { } heartbeatAt)
                {
                    effects.Add(new Effect.StartTimer(task.HeartbeatTimer, heartbeatAt));
                }

                break;
            case BranchPhase.AwaitingTimer:
                var delay = (DelayProgress)branch.Progress!;
                effects.Add(new Effect.StartTimer(delay.Timer, delay.DueAt));
                break;
        }
    }

    /// <summary>Adds what cancels the tasks and timers that a branch and its children wait for.</summary>
    public static void AddCancel(ExecutionBranch branch, List<Effect> effects)
    {
        if (branch.HasOpenChildren)
        {
            foreach (var child in branch.FanOut.Open.Values)
            {
                AddCancel(child, effects);
            }
        }
        else if (branch.Phase == BranchPhase.AwaitingTask)
        {
            effects.Add(new Effect.CancelTask(branch.Task.TaskId));
            AddCancelTimers(branch.Task, effects);
        }
        else if (branch.Phase == BranchPhase.AwaitingTimer)
        {
            effects.Add(new Effect.CancelTimer(((DelayProgress)branch.Progress!).Timer));
        }
    }

    public static void AddCancelTimers(TaskProgress task, List<Effect> effects)
    {
        if (task.TimeoutAt is not null)
        {
            effects.Add(new Effect.CancelTimer(task.TimeoutTimer));
        }

        if (task.HeartbeatAt is not null)
        {
            effects.Add(new Effect.CancelTimer(task.HeartbeatTimer));
        }
    }

    private static void AddAll(ExecutionStart start, ExecutionBranch branch, List<Effect> effects)
    {
        if (!branch.HasOpenChildren)
        {
            Add(start, branch, effects);
            return;
        }

        foreach (var child in branch.FanOut.Open.Values)
        {
            AddAll(start, child, effects);
        }
    }

    private static void AddRetries(ExecutionBranch branch, List<PendingRetry> retries)
    {
        if (branch.HasOpenChildren)
        {
            foreach (var child in branch.FanOut.Open.Values)
            {
                AddRetries(child, retries);
            }
        }
        else if (branch is { Phase: BranchPhase.AwaitingTimer, Progress: DelayProgress { Timer.Kind: TimerKind.Retry } delay })
        {
            retries.Add(new PendingRetry(branch.State.Name, delay.Timer.EventId, delay.DueAt));
        }
    }

    private static Effect.InvokeTask Invocation(ExecutionStart start, ExecutionBranch branch, TaskProgress task)
    {
        var resource = ((TaskState)branch.State).Resource;
        var hasToken = resource.WaitsForToken || resource.Kind == TaskResourceKind.Activity;
        return new Effect.InvokeTask(
            task.TaskId,
            branch.Visit.EnteredEventId,
            branch.State.Name,
            branch.Retries?.Attempt ?? 0,
            resource,
            task.Parameters,
            task.TimeoutSeconds,
            task.HeartbeatSeconds,
            hasToken ? TaskToken.Create(start.ExecutionArn, task.TaskId) : null,
            task.IsSubmitted,
            task.RoleArn
        );
    }
}
