using PromptToImage.StatesLanguage.History;

namespace PromptToImage.Simulation.Exploration;

/// <summary>The result of an exploration.</summary>
/// <param name="Runs">How many executions were run.</param>
/// <param name="FaultSets">How many different sets of faults they had.</param>
/// <param name="AllFaultSets">How many sets of faults there are.</param>
/// <param name="Violation">The first violation, with the shortest schedule; null: no run violates an invariant.</param>
/// <param name="WasCancelled">Whether the exploration was cancelled before its end.</param>
public sealed record ExplorationResult(long Runs, long FaultSets, long AllFaultSets, Violation? Violation, bool WasCancelled = false);

/// <summary>How far an exploration is.</summary>
/// <param name="Runs">How many executions were run.</param>
/// <param name="FaultSets">How many sets of faults were explored.</param>
/// <param name="AllFaultSets">How many there are.</param>
public readonly record struct ExplorationProgress(long Runs, long FaultSets, long AllFaultSets);

/// <summary>A run that violates an invariant.</summary>
/// <param name="Schedule">What went wrong in it.</param>
/// <param name="Description">The invariant that it violates.</param>
/// <param name="History">The history of the execution.</param>
public sealed record Violation(FaultSchedule Schedule, string Description, IReadOnlyList<HistoryEvent> History);
