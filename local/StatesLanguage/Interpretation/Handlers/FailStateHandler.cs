using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation.Handlers;

internal sealed class FailStateHandler : StateHandler
{
    public override HistoryEventType Entered => HistoryEventType.FailStateEntered;

    public override bool Begin(DecisionBuilder decision)
    {
        var state = (FailState)decision.Branch.State;
        var scope = Input(decision);
        return RetryCatch.Raise(decision, new StateError(state.Error?.Read(scope), state.Cause?.Read(scope)));
    }
}
