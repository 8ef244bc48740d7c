using PromptToImage.StatesLanguage.History;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>One stored change of an execution.</summary>
/// <param name="Execution">The execution after the change.</param>
/// <param name="Events">The history events that the change appended, in order; at least one.</param>
public sealed record ExecutionChange(ExecutionRecord Execution, IReadOnlyList<HistoryEvent> Events);
