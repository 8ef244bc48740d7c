namespace PromptToImage.StatesLanguage;

/// <summary>A state whose try has failed and that waits for its next try.</summary>
/// <param name="State">The name of the state.</param>
/// <param name="FailureEventId">The id of the last event of the failed try; in a Parallel or a Map, that of a state inside it.</param>
/// <param name="DueAt">When the next try begins.</param>
public sealed record PendingRetry(string State, long FailureEventId, DateTimeOffset DueAt);
