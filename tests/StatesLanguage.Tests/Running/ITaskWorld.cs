namespace PromptToImage.StatesLanguage.Tests.Running;

/// <summary>Answers the tasks of an execution.</summary>
public interface ITaskWorld
{
    /// <returns>The responses, each with its delay. Without a response the task does not end.</returns>
    IEnumerable<(TimeSpan Delay, ExecutionEvent Response)> Invoke(Effect.InvokeTask task);
}
