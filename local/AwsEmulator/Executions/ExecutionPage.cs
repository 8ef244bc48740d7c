namespace PromptToImage.AwsEmulator.Executions;

/// <summary>One page of a list of executions.</summary>
/// <param name="NextToken">Reads the page of older executions; null on the last page.</param>
/// <param name="PreviousToken">Reads the page of newer executions; null on the first page.</param>
public sealed record ExecutionPage(IReadOnlyList<ExecutionRecord> Executions, string? NextToken, string? PreviousToken = null);
