using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Executions.StateMachines;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.WebConsole.Model;

/// <summary>An execution with its whole history, as its page and its exports show it.</summary>
public sealed record ExecutionView
{
    public required ExecutionDetails Details { get; init; }

    /// <summary>The state machine at the revision that the execution runs.</summary>
    public required StateMachineRecord StateMachine { get; init; }

    public required IReadOnlyList<HistoryEvent> History { get; init; }

    public required IReadOnlyList<StateVisit> Visits { get; init; }

    public ExecutionRecord Execution => Details.Execution;

    public bool IsRunning => Execution.Status == ExecutionStatus.Running;

    /// <summary>What Step Functions charges for: the states entered, their retries, and the entry into the first state.</summary>
    public int StateTransitions => Visits.Count > 0 ? 1 + Visits.Count + Visits.Sum(visit => visit.Retries) : 0;

    /// <returns>Null where no execution of this name has started.</returns>
    public static ExecutionView? Find(ConsolePipeline pipeline, string name)
    {
        var executions = pipeline.Current.Emulator.Executions;
        if (executions.TryDescribe(pipeline.Current.Resources.StateMachine, name) is not { } details)
        {
            return null;
        }

        var arn = details.Execution.Arn;
        var history = executions.History(arn, Interpreter.MaxHistoryEvents).Events;
        return new ExecutionView
        {
            Details = details,
            StateMachine = executions.StateMachineForExecution(arn),
            History = history,
            Visits = StateVisits.From(history, executions.PendingRetries(arn)),
        };
    }
}
