using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>The start, the end and the redrive of an execution.</summary>
internal static class ExecutionLifecycle
{
    /// <summary>When the execution times out; null without TimeoutSeconds.</summary>
    public static DateTimeOffset? Deadline(StateMachine machine, ExecutionStart start, RedriveState redrives) =>
        machine.TimeoutSeconds is { } seconds ? ExecutionTime.Add(redrives.Time ?? start.StartTime, seconds) : null;

    public static void Step(DecisionBuilder decision)
    {
        var pending = decision.Pending;
        decision.Pending = PendingStep.None;
        switch (pending)
        {
            case PendingStep.Start:
                // The first state's event has no previous event, so the branch does not follow this one.
                decision.WriteToExecution(
                    0,
                    HistoryEventType.ExecutionStarted,
                    new HistoryDetails.ExecutionStarted(decision.Start.Input, decision.Start.RoleArn)
                );
                StartTimer(decision);
                decision.Wake();
                break;
            case PendingStep.Abort:
                var stop = decision.Stop!;
                decision.WriteToExecution(0, HistoryEventType.ExecutionAborted, new HistoryDetails.Failed(stop.Name, stop.Cause));
                Finish(decision, ExecutionStatus.Aborted, null, stop);
                break;
            case PendingStep.TimeOut:
                decision.WriteToExecution(
                    decision.LastEventId,
                    HistoryEventType.ExecutionTimedOut,
                    new HistoryDetails.Failed(null, null)
                );
                Finish(decision, ExecutionStatus.TimedOut, null, null);
                break;
            case PendingStep.Redrive:
                Redrive(decision);
                break;
        }
    }

    public static void Succeed(DecisionBuilder decision)
    {
        var output = decision.Branch.Result!;
        decision.WriteToExecution(
            decision.Branch.LastEventId,
            HistoryEventType.ExecutionSucceeded,
            new HistoryDetails.Succeeded(output)
        );
        Finish(decision, ExecutionStatus.Succeeded, output, null);
    }

    public static void Fail(DecisionBuilder decision, long previousEventId, StateError error)
    {
        decision.WriteToExecution(
            previousEventId,
            HistoryEventType.ExecutionFailed,
            new HistoryDetails.Failed(error.Name, error.Cause)
        );
        Finish(decision, ExecutionStatus.Failed, null, error);
    }

    private static void Finish(DecisionBuilder decision, ExecutionStatus status, JsonValue? output, StateError? error)
    {
        if (decision.Deadline is not null)
        {
            decision.Do(new Effect.CancelTimer(TimerId.ExecutionTimeout));
        }

        PendingEffects.AddCancel(decision.Root, decision.Effects);
        decision.Do(new Effect.ExecutionFinished(status, output, error?.Name, error?.Cause));
        decision.Finish(new ExecutionOutcome(status, output, error?.Name, error?.Cause, decision.Now));
    }

    private static void StartTimer(DecisionBuilder decision)
    {
        if (decision.Deadline is { } dueAt)
        {
            decision.Do(new Effect.StartTimer(TimerId.ExecutionTimeout, dueAt));
        }
    }

    private static void Redrive(DecisionBuilder decision)
    {
        decision.Redrive();
        var id = decision.WriteToExecution(
            decision.LastEventId,
            HistoryEventType.ExecutionRedriven,
            new HistoryDetails.ExecutionRedriven(decision.Redrives.Count)
        );
        StartTimer(decision);
        Resume(decision, BranchOrigin.Root, id);
    }

    /// <summary>
    /// Resumes a branch at the state that did not succeed. A Parallel or a Map keeps the children that have succeeded. A
    /// distributed Map runs again from its start.
    /// </summary>
    private static void Resume(DecisionBuilder decision, BranchOrigin origin, long redrivenId)
    {
        decision.Select(origin);
        var branch = decision.Branch;
        if (branch.Phase == BranchPhase.Entering)
        {
            decision.Wake();
            return;
        }

        branch = branch with { LastEventId = redrivenId, Retries = null, Error = null, Result = null };
        if (branch.Progress is not FanOut { Plan.IsDistributed: false, Open.IsEmpty: false } fanOut)
        {
            decision.Branch = branch with { Phase = BranchPhase.Entered, Progress = null };
            decision.Wake();
            return;
        }

        decision.Branch = branch with
        {
            Phase = fanOut.CanStartNext ? BranchPhase.SchedulingChildren : BranchPhase.AwaitingChildren,
            Progress = fanOut with { IsFailing = false, Notices = [] },
        };
        foreach (var child in fanOut.Open.Values)
        {
            Resume(decision, child.Origin, redrivenId);
        }

        if (fanOut.CanStartNext)
        {
            decision.Select(origin);
            decision.Wake();
        }
    }
}

/// <summary>Whether and how an execution has ended.</summary>
internal sealed record ExecutionOutcome(
    ExecutionStatus Status,
    JsonValue? Output = null,
    string? Error = null,
    string? Cause = null,
    DateTimeOffset? StopTime = null
)
{
    public static readonly ExecutionOutcome Running = new(ExecutionStatus.Running);
}

internal sealed record RedriveState(int Count, DateTimeOffset? Time)
{
    public static readonly RedriveState None = new(0, null);
}
