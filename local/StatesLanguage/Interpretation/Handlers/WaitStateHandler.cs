using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation.Handlers;

/// <summary>Waits for a number of seconds, or until a time. Step Functions ignores the fraction of a second of a time.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html</remarks>
internal sealed class WaitStateHandler : StateHandler
{
    public override HistoryEventType Entered => HistoryEventType.WaitStateEntered;

    public override HistoryEventType? Exited => HistoryEventType.WaitStateExited;

    public override HistoryEventType? Aborted => HistoryEventType.WaitStateAborted;

    public override bool Begin(DecisionBuilder decision)
    {
        var branch = decision.Branch;
        var state = (WaitState)branch.State;
        var scope = Input(decision);
        var dueAt = state.Seconds is { } seconds
            ? ExecutionTime.Add(branch.Visit.EnteredTime, seconds.Read(scope))
            : ExecutionTime.FloorToSecond(state.Timestamp!.Read(scope));
        RetryCatch.Delay(decision, new TimerId(TimerKind.Wait, branch.Visit.EnteredEventId), dueAt);
        return false;
    }
}
