using PromptToImage.AwsEmulator.Integrations;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions;

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
                new TaskCall(execution, EffectId(task), task.Resource, task.Parameters.ToJson()),
                cancellationToken
            );
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        return outcome.Output is { } output
            ? Succeeded(task, output)
            : new ExecutionEvent.TaskFailed(task.TaskId, outcome.Error, outcome.Cause);
    }

    /// <summary>
    /// A state's visit has one effect however often it is tried: an attempt whose answer was lost with the process, and which
    /// then timed out, may have had it. But each attempt has a task token of its own to hand over, and the iterations of a
    /// distributed Map are numbered anew after a restart.
    /// </summary>
    private static long? EffectId(Effect.InvokeTask task) =>
        task.StateEnteredId < 0 ? null
        : task.TaskToken is null ? task.StateEnteredId
        : task.TaskId;

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
