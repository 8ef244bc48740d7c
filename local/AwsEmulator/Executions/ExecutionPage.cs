namespace PromptToImage.AwsEmulator.Executions;

/// <summary>One page of a list of executions.</summary>
/// <param name="NextToken">Leads to the older ones; null on the last page.</param>
/// <param name="PreviousToken">Leads to the newer ones; null on the first page.</param>
public sealed record ExecutionPage(IReadOnlyList<ExecutionRecord> Executions, string? NextToken, string? PreviousToken = null);
