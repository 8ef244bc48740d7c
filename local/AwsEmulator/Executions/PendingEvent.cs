using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>Something that has happened to an execution.</summary>
/// <param name="Done">Set when the decision on it is committed: whether it changed anything.</param>
internal sealed record PendingEvent(ExecutionEvent Event, TaskCompletionSource<bool>? Done = null);
