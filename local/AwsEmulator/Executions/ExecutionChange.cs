using PromptToImage.StatesLanguage.History;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>One committed step of an execution.</summary>
/// <param name="Execution">The execution as it is after the step.</param>
/// <param name="Events">The events that the step appended to its history, in order; at least one.</param>
public sealed record ExecutionChange(ExecutionRecord Execution, IReadOnlyList<HistoryEvent> Events);
