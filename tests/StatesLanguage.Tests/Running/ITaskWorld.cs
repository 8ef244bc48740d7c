namespace PromptToImage.StatesLanguage.Tests.Running;

/// <summary>What tasks call.</summary>
public interface ITaskWorld
{
    /// <returns>The answers, each with how long it takes to come; none leaves the task without an answer.</returns>
    IEnumerable<(TimeSpan Delay, ExecutionEvent Answer)> Invoke(Effect.InvokeTask task);
}
