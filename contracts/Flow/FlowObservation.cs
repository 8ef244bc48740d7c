namespace PromptToImage.Contracts.Flow;

/// <summary>What flow control decides on.</summary>
/// <param name="BatchSize">Messages in hand.</param>
/// <param name="Limit">How many executions may run at once; at least 1.</param>
/// <param name="RunningFor">How long each running execution has been running; no more than the limit need be listed.</param>
/// <param name="Backlog">
/// Messages in the queue, visible, hidden and delayed, those in hand included. Null when it cannot be had.
/// </param>
public sealed record FlowObservation(int BatchSize, int Limit, IReadOnlyList<TimeSpan> RunningFor, int? Backlog);
