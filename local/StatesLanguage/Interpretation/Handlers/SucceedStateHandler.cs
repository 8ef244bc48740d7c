using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation.Handlers;

internal sealed class SucceedStateHandler : StateHandler
{
    public override HistoryEventType Entered => HistoryEventType.SucceedStateEntered;

    public override HistoryEventType? Exited => HistoryEventType.SucceedStateExited;
}
