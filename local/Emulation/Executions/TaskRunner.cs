using PromptToImage.Emulation.Integrations;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.Json;

namespace PromptToImage.Emulation.Executions;

/// <summary>Carries a task out and says what happened in the language's terms.</summary>
internal sealed class TaskRunner(TaskIntegrations integrations)
{
    /// <returns>What happened, or null when the attempt was cancelled.</returns>
    public async Task<ExecutionEvent?> RunAsync(long execution, Effect.InvokeTask task, CancellationToken cancellationToken)
    {
        TaskOutcome outcome;
        try
        {
            outcome = await integrations.RunAsync(
                new TaskCall(execution, task.TaskId, task.Resource, task.Parameters.ToJson()), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        return outcome.Output is { } output
            ? Succeeded(task, output)
            : new ExecutionEvent.TaskFailed(task.TaskId, outcome.Error, outcome.Cause);
    }

    private static ExecutionEvent Succeeded(Effect.InvokeTask task, string output)
    {
        try
        {
            // A task that waits for its token has only been handed over.
            return task.TaskToken is null
                ? ExecutionEvent.TaskSucceeded.FromJson(task.TaskId, output)
                : new ExecutionEvent.TaskSubmitted(task.TaskId, JsonValue.Parse(output));
        }
        catch (JsonFormatException e)
        {
            return new ExecutionEvent.TaskFailed(task.TaskId, "States.Runtime", $"The task's output is not JSON: {e.Message}");
        }
    }
}
