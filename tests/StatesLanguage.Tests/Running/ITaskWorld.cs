namespace PromptToImage.StatesLanguage.Tests.Running;

/// <summary>Answers the tasks of an execution.</summary>
public interface ITaskWorld
{
    /// <returns>The answers, each with its delay. Without an answer the task does not end.</returns>
    IEnumerable<(TimeSpan Delay, ExecutionEvent Answer)> Invoke(Effect.InvokeTask task);
}
