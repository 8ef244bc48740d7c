using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>The effects that start what a branch waits for, and those that cancel it.</summary>
internal static class PendingEffects
{
    public static List<Effect> Of(Execution execution)
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

        foreach (var leaf in Leaves(execution.Root))
        {
            effects.AddRange(Await(execution.Start, leaf));
        }

        return effects;
    }

    /// <summary>What starts the task or the timer that a branch waits for.</summary>
    public static IEnumerable<Effect> Await(ExecutionStart start, ExecutionBranch branch)
    {
        switch (branch.Phase)
        {
            case BranchPhase.AwaitingTask:
                var task = branch.Task;
                yield return Invocation(start, branch, task);
                if (task.TimeoutAt is { } timeoutAt)
                {
                    yield return new Effect.StartTimer(task.TimeoutTimer, timeoutAt);
                }

                if (task.HeartbeatAt is { } heartbeatAt)
                {
                    yield return new Effect.StartTimer(task.HeartbeatTimer, heartbeatAt);
                }

                break;
            case BranchPhase.AwaitingTimer:
                var delay = (DelayProgress)branch.Progress!;
                yield return new Effect.StartTimer(delay.Timer, delay.DueAt);
                break;
        }
    }

    /// <summary>What cancels the tasks and timers that a branch and its children wait for.</summary>
    public static IEnumerable<Effect> Cancel(ExecutionBranch branch)
    {
        foreach (var leaf in Leaves(branch))
        {
            switch (leaf.Phase)
            {
                case BranchPhase.AwaitingTask:
                    yield return new Effect.CancelTask(leaf.Task.TaskId);
                    foreach (var effect in CancelTimers(leaf.Task))
                    {
                        yield return effect;
                    }

                    break;
                case BranchPhase.AwaitingTimer:
                    yield return new Effect.CancelTimer(((DelayProgress)leaf.Progress!).Timer);
                    break;
            }
        }
    }

    public static IEnumerable<Effect> CancelTimers(TaskProgress task)
    {
        if (task.TimeoutAt is not null)
        {
            yield return new Effect.CancelTimer(task.TimeoutTimer);
        }

        if (task.HeartbeatAt is not null)
        {
            yield return new Effect.CancelTimer(task.HeartbeatTimer);
        }
    }

    private static Effect.InvokeTask Invocation(ExecutionStart start, ExecutionBranch branch, TaskProgress task)
    {
        var resource = ((TaskState)branch.State).Resource;
        var hasToken = resource.WaitsForToken || resource.Kind == TaskResourceKind.Activity;
        return new Effect.InvokeTask(
            task.TaskId,
            branch.EnteredEventId,
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

    private static IEnumerable<ExecutionBranch> Leaves(ExecutionBranch branch) =>
        branch.HasOpenChildren ? branch.FanOut.Open.Values.SelectMany(Leaves) : [branch];
}
