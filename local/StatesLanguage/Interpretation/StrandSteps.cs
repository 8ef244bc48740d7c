using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>The steps that are the same for every type of state.</summary>
internal static class StrandSteps
{
    /// <returns>Whether the strand has more to do at once.</returns>
    public static bool Take(Engine engine, Strand strand)
    {
        try
        {
            return TakeUnguarded(engine, strand);
        }
        catch (StateFault fault)
        {
            return Fault(strand, fault.Error, CauseOf(strand, fault));
        }
        catch (JsonFormatException e)
        {
            // A document that paths and templates have nested too deep.
            return Fault(strand, ErrorNames.Runtime, CauseOf(strand, StateFault.Runtime(e.Message)));
        }
    }

    public static bool Fault(Strand strand, string? error, string? cause)
    {
        strand.Error = error;
        strand.Cause = cause;
        strand.Phase = Phase.Fault;
        return true;
    }

    private static bool TakeUnguarded(Engine engine, Strand strand)
    {
        switch (strand.Phase)
        {
            case Phase.Enter:
                engine.Write(strand, Entered(strand.State.Type), new HistoryDetails.StateEntered(strand.State.Name, strand.Input));
                strand.EnteredId = strand.Last;
                strand.EnteredTime = engine.Now;
                strand.Phase = Phase.Work;
                return true;
            case Phase.Work:
                return StateWork.Take(engine, strand);
            case Phase.Launch or Phase.Submitting or Phase.Succeeding or Phase.Failing or Phase.TimingOut:
                return TaskSteps.Take(engine, strand);
            case Phase.Tending or Phase.Gathered:
                return GroupSteps.Take(engine, strand);
            case Phase.Exit:
                return StateExit.Take(engine, strand);
            case Phase.Fault:
                return FaultSteps.Take(engine, strand);
            case Phase.Collapse:
                return FaultSteps.Collapse(engine, strand);
            case Phase.Fallen:
                return FaultSteps.Fall(engine, strand);
            case Phase.Finish:
                ExecutionSteps.Succeed(engine, strand.Last, strand.Result!);
                return false;
            default:
                return false;
        }
    }

    /// <summary>What the Cause of a fault says: where it happened, but for the size of data, which says that itself.</summary>
    public static string CauseOf(Strand strand, StateFault fault) =>
        fault.Error == ErrorNames.DataLimitExceeded
            ? fault.Message
            : $"An error occurred while executing the state '{strand.State.Name}' (entered at the event id #{strand.EnteredId}). {fault.Message}";

    private static HistoryEventType Entered(StateType type) =>
        type switch
        {
            StateType.Task => HistoryEventType.TaskStateEntered,
            StateType.Pass => HistoryEventType.PassStateEntered,
            StateType.Choice => HistoryEventType.ChoiceStateEntered,
            StateType.Wait => HistoryEventType.WaitStateEntered,
            StateType.Succeed => HistoryEventType.SucceedStateEntered,
            StateType.Fail => HistoryEventType.FailStateEntered,
            StateType.Parallel => HistoryEventType.ParallelStateEntered,
            _ => HistoryEventType.MapStateEntered,
        };
}
