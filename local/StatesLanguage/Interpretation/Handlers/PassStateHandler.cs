using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation.Handlers;

internal sealed class PassStateHandler : StateHandler
{
    public override HistoryEventType Entered => HistoryEventType.PassStateEntered;

    public override HistoryEventType? Exited => HistoryEventType.PassStateExited;

    protected override StateResult Result(DecisionBuilder decision)
    {
        var state = (PassState)decision.Branch.State;
        var arguments = state.Data.ReadArguments(Input(decision));
        decision.Test?.SawArguments(arguments);
        return new StateResult(state.Result ?? arguments, ResultKind.Input);
    }
}
