namespace PromptToImage.Emulation.Executions;

/// <summary>One page of a list of executions.</summary>
public sealed record ExecutionPage(IReadOnlyList<ExecutionRecord> Executions, string? NextToken);
