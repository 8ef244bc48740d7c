using PromptToImage.StatesLanguage.History;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>One page of an execution's history.</summary>
public sealed record HistoryPage(IReadOnlyList<HistoryEvent> Events, string? NextToken);
