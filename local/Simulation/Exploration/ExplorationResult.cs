namespace PromptToImage.Simulation.Exploration;

/// <summary>What came of an exploration.</summary>
/// <param name="Runs">How many executions were run.</param>
/// <param name="Schedules">How many different sets of faults they had.</param>
/// <param name="Violation">The first broken promise, of the shortest schedule; null when none was.</param>
public sealed record ExplorationResult(long Runs, long Schedules, Violation? Violation);
