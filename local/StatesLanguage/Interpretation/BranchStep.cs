using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Interpretation.Handlers;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>Takes the next step of the selected branch.</summary>
internal static class BranchStep
{
    /// <returns>Whether the branch can take another step now.</returns>
    public static bool Take(DecisionBuilder decision)
    {
        try
        {
            return TakeByPhase(decision, StateHandler.For(decision.Branch.State.Type));
        }
        catch (StateException e)
        {
            return RetryCatch.Raise(decision, e);
        }
        catch (JsonFormatException e)
        {
            // Paths and templates have nested a document too deeply.
            return RetryCatch.Raise(decision, new StateError(ErrorNames.Runtime, ErrorCauses.InState(decision.Branch, e.Message)));
        }
    }

    private static bool TakeByPhase(DecisionBuilder decision, StateHandler handler)
    {
        switch (decision.Branch.Phase)
        {
            case BranchPhase.Entering:
                return handler.Enter(decision);
            case BranchPhase.Entered:
                return handler.Begin(decision);
            case BranchPhase.Exiting:
                return handler.Exit(decision);
            case BranchPhase.EvaluationFailed:
                return RetryCatch.WriteEvaluationFailed(decision, BranchPhase.HandlingError);
            case BranchPhase.CatcherEvaluationFailed:
                return RetryCatch.WriteEvaluationFailed(decision, BranchPhase.Failing);
            case BranchPhase.Failing:
                return RetryCatch.FailBranch(decision);
            case BranchPhase.HandlingError:
                return RetryCatch.HandleError(decision);
            case BranchPhase.RetriesExhausted:
                return RetryCatch.WriteFailed(decision, handler);
            case BranchPhase.CatchingError:
                return RetryCatch.Catch(decision, handler);
            case BranchPhase.CompletingExecution:
                ExecutionLifecycle.Succeed(decision);
                return false;
            case BranchPhase.AwaitingTask or BranchPhase.AwaitingTimer or BranchPhase.AwaitingChildren or BranchPhase.Ended:
                return false;
            default:
                return handler.Continue(decision);
        }
    }
}
