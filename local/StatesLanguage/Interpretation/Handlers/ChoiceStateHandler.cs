using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation.Handlers;

internal sealed class ChoiceStateHandler : StateHandler
{
    public override HistoryEventType Entered => HistoryEventType.ChoiceStateEntered;

    public override HistoryEventType? Exited => HistoryEventType.ChoiceStateExited;

    /// <summary>Takes the first rule that holds, then Default.</summary>
    public override bool Exit(DecisionBuilder decision)
    {
        var state = (ChoiceState)decision.Branch.State;
        var scope = Input(decision);
        for (var i = 0; i < state.Rules.Count; i++)
        {
            var rule = state.Rules[i];
            if (rule.Condition.Holds(scope))
            {
                return Take(decision, rule.Data, scope, rule.NextState);
            }
        }

        return state.DefaultState is { } next
            ? Take(decision, state.Data, scope, next)
            : throw new StateException(
                ErrorNames.NoChoiceMatched,
                "Failed to transition out of the state. The state does not point to a next state."
            );
    }

    private bool Take(DecisionBuilder decision, StateData data, in EvaluationScope scope, State next) =>
        Leave(decision, data.ReadOutput(decision.Branch.Input, new StateResult(scope.Input, ResultKind.Input), decision), next);
}
