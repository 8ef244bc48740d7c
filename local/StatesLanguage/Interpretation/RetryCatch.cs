using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.History;
using PromptToImage.StatesLanguage.Interpretation.Handlers;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>Handles the error of a state of any type: a retry, a catcher, or the failure of the branch.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html</remarks>
internal static class RetryCatch
{
    public static bool Raise(DecisionBuilder decision, StateError error)
    {
        decision.Branch = decision.Branch with { Error = error, Phase = BranchPhase.HandlingError };
        return true;
    }

    /// <summary>A field of the selected branch's state has an error.</summary>
    public static bool Raise(DecisionBuilder decision, StateException error)
    {
        decision.Branch = decision.Branch with
        {
            Error = StateError.From(decision.Branch, error),
            Phase = error.Error == ErrorNames.QueryEvaluationError ? BranchPhase.EvaluationFailed : BranchPhase.HandlingError,
        };
        return true;
    }

    public static bool WriteEvaluationFailed(DecisionBuilder decision, BranchPhase next)
    {
        var branch = decision.Branch;
        // As recorded from AWS: where nothing follows the Entered event, the event does not follow it either. A Wait differs.
        var previous =
            branch.LastEventId == branch.Visit.EnteredEventId && branch.State.Type != StateType.Wait
                ? branch.Visit.PreviousEventId
                : branch.LastEventId;
        decision.Branch = branch with
        {
            LastEventId = decision.Write(previous, HistoryEventType.EvaluationFailed, EvaluationFailed(branch, branch.Error!)),
            Phase = next,
        };
        return true;
    }

    public static HistoryDetails.EvaluationFailed EvaluationFailed(ExecutionBranch branch, StateError error) =>
        new(branch.State.Name, error.Location, error.Name, error.Cause);

    public static bool HandleError(DecisionBuilder decision)
    {
        if (TryRetry(decision))
        {
            return false;
        }

        decision.Branch = decision.Branch with { Phase = BranchPhase.RetriesExhausted };
        return true;
    }

    /// <summary>
    /// A Parallel or a Map whose children have started writes its Failed event before a catcher handles the error. So does one
    /// with an expression that failed before.
    /// </summary>
    public static bool WriteFailed(DecisionBuilder decision, StateHandler handler)
    {
        var branch = decision.Branch;
        var hasStarted = branch.Progress is FanOut || branch.Error!.Name == ErrorNames.QueryEvaluationError;
        if (!hasStarted || handler.Failed is not { } failed)
        {
            return Catch(decision, handler);
        }

        decision.Branch = branch with { LastEventId = decision.Write(failed, null), Phase = BranchPhase.CatchingError };
        return true;
    }

    /// <returns>Whether the branch can take another step now.</returns>
    public static bool Catch(DecisionBuilder decision, StateHandler handler)
    {
        var error = decision.Branch.Error!;
        foreach (var catcher in decision.Branch.State.Catch)
        {
            if (!catcher.Covers(error.Name, error.IsMissedHeartbeat))
            {
                continue;
            }

            try
            {
                return Catch(decision, handler, catcher, error);
            }
            catch (StateException e)
            {
                return RaiseInCatcher(decision, e);
            }
        }

        return FailBranch(decision);
    }

    // A catcher cannot handle an error of a catcher.
    private static bool RaiseInCatcher(DecisionBuilder decision, StateException error)
    {
        var branch = decision.Branch;
        if (error.Error == ErrorNames.QueryEvaluationError)
        {
            decision.Branch = branch with { Error = StateError.From(branch, error), Phase = BranchPhase.CatcherEvaluationFailed };
            return true;
        }

        decision.Branch = branch with { Error = new StateError(ErrorNames.Runtime, ErrorCauses.InState(branch, error)) };
        return FailBranch(decision);
    }

    public static bool FailBranch(DecisionBuilder decision)
    {
        decision.Branch = decision.Branch with { Phase = BranchPhase.Ended };
        if (decision.Branch.Origin.Parent is null)
        {
            ExecutionLifecycle.Fail(decision, decision.Branch.LastEventId, decision.Branch.Error!);
        }
        else
        {
            FanOutHandler.ChildFailed(decision);
        }

        return false;
    }

    // The first retrier that names the error decides, even if it has no attempts left.
    private static bool TryRetry(DecisionBuilder decision)
    {
        var branch = decision.Branch;
        var error = branch.Error!;
        var retriers = branch.State.Retry;
        for (var i = 0; i < retriers.Count; i++)
        {
            if (!retriers[i].Covers(error.Name, error.IsMissedHeartbeat))
            {
                continue;
            }

            var retries = branch.Retries ?? new RetryProgress(0, [.. Enumerable.Repeat(0, retriers.Count)]);
            var count = retries.ByRetrier[i];
            if (count >= retriers[i].MaxAttempts)
            {
                return false;
            }

            // A host that restarts may decide later. The delay starts at the last event, so a replay finds the same time.
            var delay = retriers[i].Delay(count, retriers[i].FullJitter ? decision.Random : null);
            decision.Branch = branch with { Retries = new(retries.Attempt + 1, retries.ByRetrier.SetItem(i, count + 1)) };
            var dueAt = ExecutionTime.Add(decision.LastEventTime, delay.TotalSeconds);
            Delay(decision, new TimerId(TimerKind.Retry, branch.LastEventId), dueAt);
            return true;
        }

        return false;
    }

    /// <summary>Lets the selected branch wait for a timer: a Wait state, or the delay before a retry.</summary>
    public static void Delay(DecisionBuilder decision, TimerId timer, DateTimeOffset dueAt)
    {
        decision.Branch = decision.Branch with { Phase = BranchPhase.AwaitingTimer, Progress = new DelayProgress(timer, dueAt) };
        decision.Await();
    }

    private static bool Catch(DecisionBuilder decision, StateHandler handler, Catcher catcher, StateError error)
    {
        var branch = decision.Branch;
        var errorOutput = JsonObject.From(("Error", JsonValue.From(error.Name ?? "")), ("Cause", JsonValue.From(error.Cause ?? "")));
        var output = catcher.Data.ReadOutput(branch.Input, new StateResult(errorOutput, ResultKind.ErrorOutput), decision);
        return handler.Leave(decision, output, catcher.NextState);
    }
}
