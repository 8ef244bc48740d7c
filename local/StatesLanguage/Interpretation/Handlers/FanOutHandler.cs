using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation.Handlers;

/// <summary>What Parallel and Map share: children run until all have succeeded, or until one failure ends them all.</summary>
internal abstract class FanOutHandler : StateHandler
{
    protected abstract HistoryEventType Succeeded { get; }

    public override bool Continue(DecisionBuilder decision)
    {
        var branch = decision.Branch;
        var fanOut = branch.FanOut;
        if (branch.Phase == BranchPhase.ChildrenSucceeded)
        {
            WriteSucceeded(decision);
        }
        else if (!fanOut.Notices.IsEmpty)
        {
            decision.Branch = branch with { Progress = fanOut with { Notices = fanOut.Notices.Dequeue(out var notice) } };
            decision.Write(notice.PreviousEventId, notice.Type, notice.Details);
        }
        else if (fanOut.IsFailing)
        {
            decision.Branch = branch with { Phase = BranchPhase.HandlingError };
        }
        else if (fanOut is { Plan.IsDistributed: true, Milestone: FanOutMilestone.Started })
        {
            WriteMapRunStarted(decision);
        }
        else if (fanOut.CanStartNext)
        {
            StartNext(decision);
        }
        else
        {
            decision.Branch = branch with { Phase = fanOut.IsDone ? BranchPhase.ChildrenSucceeded : BranchPhase.AwaitingChildren };
            return fanOut.IsDone;
        }

        return true;
    }

    /// <summary>The selected branch, a child, has ended with a result.</summary>
    public static void ChildSucceeded(DecisionBuilder decision)
    {
        var child = decision.Branch;
        decision.SelectParent(keep: false);
        var parent = decision.Branch;
        var fanOut = parent.FanOut;
        fanOut = fanOut with
        {
            Results = fanOut.Results.Add(child.Origin.Index, child.Result!),
            Open = fanOut.Open.Remove(child.Origin.Index),
            Done = fanOut.Done + 1,
        };
        if (fanOut.Plan is { Items: not null, IsDistributed: false })
        {
            fanOut = fanOut.Notify(HistoryEventType.MapIterationSucceeded, child.LastEventId, Iteration(parent, child.Origin.Index));
        }

        decision.Branch = parent with { LastEventId = child.Origin.IsRecorded ? child.LastEventId : parent.LastEventId, Progress = fanOut };
        Schedule(decision);
    }

    /// <summary>The selected branch, a child, has ended with an error.</summary>
    public static void ChildFailed(DecisionBuilder decision)
    {
        var child = decision.Branch;
        decision.SelectParent(keep: true);
        var parent = decision.Branch;
        var fanOut = parent.FanOut with { Failed = parent.FanOut.Failed + 1 };
        if (fanOut.Plan.IsDistributed && fanOut.Failed <= fanOut.Plan.ToleratedFailures)
        {
            decision.Branch = parent with
            {
                Progress = fanOut with { Open = fanOut.Open.Remove(child.Origin.Index), Done = fanOut.Done + 1 },
            };
            Schedule(decision);
            return;
        }

        decision.Branch = parent with
        {
            Error = child.Error! with { IsMissedHeartbeat = false },
            LastEventId = fanOut.Plan.IsDistributed ? parent.LastEventId : child.LastEventId,
            Progress = fanOut,
        };
        Break(decision, child, child.Origin.Index);
    }

    /// <summary>Writes an event about the start of a Map run. Only a distributed Map has one.</summary>
    protected virtual void WriteMapRunStarted(DecisionBuilder decision) => throw new InvalidOperationException("Only a Map has a Map run.");

    /// <summary>Starts the next iteration of a Map. A Parallel starts all branches at once.</summary>
    protected virtual void StartNext(DecisionBuilder decision) =>
        throw new InvalidOperationException("A Parallel has no iteration to start.");

    /// <summary>Ends the selected fan-out with the error of its branch. Children in progress are aborted.</summary>
    /// <param name="failed">The child that failed; null where an iteration failed before it had a branch.</param>
    protected static void Break(DecisionBuilder decision, ExecutionBranch? failed, int index)
    {
        var parent = decision.Branch;
        var fanOut = parent.FanOut;
        var others = fanOut.Open.Values.Where(child => child.Origin != failed?.Origin);
        if (fanOut.Plan.IsDistributed)
        {
            var error = new StateError(
                ErrorNames.ExceedToleratedFailureThreshold,
                "The specified tolerated failure threshold was exceeded"
            );
            parent = parent with { Error = error };
            fanOut = fanOut.Notify(HistoryEventType.MapRunFailed, parent.LastEventId, new HistoryDetails.Failed(error.Name, error.Cause));
        }
        else
        {
            if (fanOut.Plan.Items is not null)
            {
                fanOut = fanOut.Notify(HistoryEventType.MapIterationFailed, parent.LastEventId, Iteration(parent, index));
            }

            if (failed?.State.Type == StateType.Task)
            {
                fanOut = fanOut.Notify(HistoryEventType.TaskStateAborted, parent.LastEventId, null);
            }

            fanOut = others.Aggregate(fanOut, (notified, child) => NotifyAborted(notified, parent, child, parent.LastEventId));
        }

        if (!decision.IsFinished)
        {
            foreach (var child in others)
            {
                PendingEffects.AddCancel(child, decision.Effects);
            }
        }

        decision.Forget(fanOut);
        decision.Branch = parent with { Progress = fanOut with { IsFailing = true } };
        Resume(decision);
    }

    // A Parallel has nothing to schedule before all its branches have ended.
    private static void Schedule(DecisionBuilder decision)
    {
        var fanOut = decision.Branch.FanOut;
        if (fanOut.Plan.Items is not null)
        {
            Resume(decision);
        }
        else if (fanOut.IsDone)
        {
            decision.Branch = decision.Branch with { Phase = BranchPhase.ChildrenSucceeded };
            decision.Wake();
        }
    }

    // In the phase SchedulingChildren the branch is ready already.
    private static void Resume(DecisionBuilder decision)
    {
        if (decision.Branch.Phase != BranchPhase.SchedulingChildren)
        {
            decision.Branch = decision.Branch with { Phase = BranchPhase.SchedulingChildren };
            decision.Wake();
        }
    }

    private void WriteSucceeded(DecisionBuilder decision)
    {
        var branch = decision.Branch;
        var fanOut = branch.FanOut;
        if (fanOut is { Plan.IsDistributed: true, Milestone: FanOutMilestone.MapRunStarted })
        {
            decision.Branch = branch with
            {
                LastEventId = decision.Write(HistoryEventType.MapRunSucceeded, null),
                Progress = fanOut with { Milestone = FanOutMilestone.MapRunSucceeded },
            };
            return;
        }

        if (fanOut.Milestone < FanOutMilestone.StateSucceeded)
        {
            decision.Write(Succeeded, null);
        }

        decision.Branch = branch with
        {
            Result = JsonArray.From(fanOut.Results.Values),
            Phase = BranchPhase.Exiting,
            Progress = fanOut with { Milestone = FanOutMilestone.StateSucceeded },
        };
    }

    private static FanOut NotifyAborted(FanOut fanOut, ExecutionBranch parent, ExecutionBranch child, long previousEventId)
    {
        if (parent.State.Type == StateType.Map)
        {
            fanOut = fanOut.Notify(HistoryEventType.MapIterationAborted, previousEventId, Iteration(parent, child.Origin.Index));
        }

        if (child.Phase == BranchPhase.Entering)
        {
            return fanOut;
        }

        if (child.Progress is FanOut inner)
        {
            fanOut = inner.Open.Values.Aggregate(fanOut, (notified, open) => NotifyAborted(notified, child, open, previousEventId));
        }

        return For(child.State.Type).Aborted is { } aborted ? fanOut.Notify(aborted, previousEventId, null) : fanOut;
    }

    private static HistoryDetails.MapIteration Iteration(ExecutionBranch map, int index) => new(map.State.Name, index);
}
