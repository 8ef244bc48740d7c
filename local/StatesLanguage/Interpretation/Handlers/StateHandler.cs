using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation.Handlers;

/// <summary>
/// Runs the states of one type. The base class enters and exits every state. Each method returns whether the selected
/// branch can take another step now.
/// </summary>
internal abstract class StateHandler
{
    private static readonly TaskStateHandler Task = new();
    private static readonly PassStateHandler Pass = new();
    private static readonly ChoiceStateHandler Choice = new();
    private static readonly WaitStateHandler Wait = new();
    private static readonly SucceedStateHandler Succeed = new();
    private static readonly FailStateHandler Fail = new();
    private static readonly ParallelStateHandler Parallel = new();
    private static readonly MapStateHandler Map = new();

    public abstract HistoryEventType Entered { get; }

    /// <summary>Null for Fail, which has no Exited event.</summary>
    public virtual HistoryEventType? Exited => null;

    /// <summary>The event that a fan-out writes when it fails.</summary>
    public virtual HistoryEventType? Failed => null;

    /// <summary>The event that says that the state was in progress when the Parallel or Map around it failed.</summary>
    public virtual HistoryEventType? Aborted => null;

    public static StateHandler For(StateType type) =>
        type switch
        {
            StateType.Task => Task,
            StateType.Pass => Pass,
            StateType.Choice => Choice,
            StateType.Wait => Wait,
            StateType.Succeed => Succeed,
            StateType.Fail => Fail,
            StateType.Parallel => Parallel,
            StateType.Map => Map,
            _ => throw new InvalidOperationException($"There is no handler for the state type {type}."),
        };

    public bool Enter(DecisionBuilder decision)
    {
        var branch = decision.Branch;
        if (!branch.Origin.IsRecorded && !decision.CountItemState())
        {
            return false;
        }

        var states = branch.Origin.IsRecorded ? 0 : branch.UnrecordedStates + 1;
        if (states > Interpreter.MaxHistoryEvents / 2)
        {
            // Each state has at least two events in the history of its own execution, which is limited too.
            return RetryCatch.Raise(decision, new StateError(ErrorNames.Runtime, ErrorCauses.HistoryLimit));
        }

        var id = decision.Write(Entered, new HistoryDetails.StateEntered(branch.State.Name, branch.Input));
        decision.Branch = branch with
        {
            LastEventId = id,
            Visit = branch.Visit with { PreviousEventId = branch.LastEventId, EnteredEventId = id, EnteredTime = decision.Now },
            Phase = BranchPhase.Entered,
            UnrecordedStates = states,
        };
        return true;
    }

    /// <summary>Begins the work of the state, also for a retry.</summary>
    public virtual bool Begin(DecisionBuilder decision) => Exit(decision);

    /// <summary>Continues the work in the phases that only this type of state has.</summary>
    public virtual bool Continue(DecisionBuilder decision) =>
        throw new InvalidOperationException($"A {decision.Branch.State.Type} state has no phase {decision.Branch.Phase}.");

    /// <summary>Processes the state's output and goes to the next state.</summary>
    public virtual bool Exit(DecisionBuilder decision)
    {
        var branch = decision.Branch;
        var output = branch.State.Data.ReadOutput(branch.Input, Result(decision), decision);
        return Leave(decision, output, branch.State.NextState);
    }

    /// <summary>Writes the Exited event, assigns the variables and goes to the next state or to the end of the branch.</summary>
    /// <exception cref="StateException">The variables of the execution are too large together.</exception>
    public bool Leave(DecisionBuilder decision, StateOutput output, State? next)
    {
        var branch = decision.Branch;
        var variables = output.Assigned is { } assigned ? decision.Assign(assigned) : branch.Variables;
        var id = decision.Write(Exited!.Value, new HistoryDetails.StateExited(branch.State.Name, output.Value, output.Assigned));
        if (decision.IsFinished)
        {
            return false;
        }

        if (next is not null)
        {
            decision.Branch = new ExecutionBranch(branch.Origin, new EnteredState(next, output.Value, variables))
            {
                LastEventId = id,
                UnrecordedStates = branch.UnrecordedStates,
            };
            return true;
        }

        var isRoot = branch.Origin.Parent is null;
        decision.Branch = branch with
        {
            LastEventId = id,
            Result = output.Value,
            Phase = isRoot ? BranchPhase.CompletingExecution : BranchPhase.Ended,
        };
        if (!isRoot)
        {
            FanOutHandler.ChildSucceeded(decision);
        }

        return isRoot;
    }

    /// <summary>The result of the state, before its output is processed.</summary>
    protected virtual StateResult Result(DecisionBuilder decision) =>
        decision.Branch.Result is { } result
            ? new StateResult(result, ResultKind.Result)
            : new StateResult(Input(decision).Input, ResultKind.Input);

    /// <summary>The effective input of the selected branch's state.</summary>
    protected static EvaluationScope Input(DecisionBuilder decision)
    {
        var scope = decision.Branch.State.Data.ReadInput(decision.Branch.Input, decision);
        decision.Test?.SawInput(scope.Input);
        return scope;
    }
}
