using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation.Handlers;

internal sealed class ParallelStateHandler : FanOutHandler
{
    public override HistoryEventType Entered => HistoryEventType.ParallelStateEntered;

    public override HistoryEventType? Exited => HistoryEventType.ParallelStateExited;

    public override HistoryEventType? Failed => HistoryEventType.ParallelStateFailed;

    public override HistoryEventType? Aborted => HistoryEventType.ParallelStateAborted;

    protected override HistoryEventType Succeeded => HistoryEventType.ParallelStateSucceeded;

    public override bool Begin(DecisionBuilder decision)
    {
        var parent = decision.Branch;
        var state = (ParallelState)parent.State;
        var input = DataLimit.Check(state.Data.ReadArguments(Input(decision)));
        if (decision.Test is { } test)
        {
            return test.Complete(decision);
        }

        var id = decision.Write(HistoryEventType.ParallelStateStarted, null);
        var count = state.Branches.Count;
        var fanOut = new FanOut(new FanOutPlan(input, null, count, count)) { Next = count };
        for (var i = 0; i < count; i++)
        {
            var origin = new BranchOrigin(parent.Origin, i, null, parent.Origin.IsRecorded);
            fanOut = decision.Open(
                fanOut,
                new ExecutionBranch(origin, new EnteredState(state.Branches[i].Start, input, parent.Variables.Inner()))
                {
                    LastEventId = id,
                    UnrecordedStates = parent.UnrecordedStates,
                }
            );
        }

        decision.Branch = parent with { LastEventId = id, Phase = BranchPhase.AwaitingChildren, Progress = fanOut };
        return false;
    }
}
