using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>An event that waits for the decision on it.</summary>
/// <param name="Done">Completed when the decision is stored: whether the event had an effect.</param>
internal sealed record PendingEvent(ExecutionEvent Event, TaskCompletionSource<bool>? Done = null);
