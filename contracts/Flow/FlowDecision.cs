namespace PromptToImage.Contracts.Flow;

/// <summary>What becomes of a batch.</summary>
/// <param name="Start">So many of it, the oldest, are started.</param>
/// <param name="Delays">
/// When each of the others becomes visible again, in whole seconds; null: at the queue's own visibility timeout.
/// </param>
public sealed record FlowDecision(int Start, IReadOnlyList<TimeSpan?> Delays);
