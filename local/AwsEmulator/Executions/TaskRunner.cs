using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Integrations;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>Runs a task and returns its result as an event for the interpreter.</summary>
internal sealed class TaskRunner(TaskIntegrations integrations)
{
    /// <param name="execution">The execution's key in the database.</param>
    /// <param name="start">The execution's start, with its role.</param>
    /// <param name="task">The task.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>The event; null if the attempt was cancelled.</returns>
    public async Task<ExecutionEvent?> RunAsync(
        long execution,
        ExecutionStart start,
        Effect.InvokeTask task,
        CancellationToken cancellationToken
    )
    {
        TaskOutcome outcome;
        try
        {
            outcome = await integrations.RunAsync(
                new TaskCall(execution, IdempotencyKeyFor(task), task.Resource, task.Parameters.ToJson(), CallerOf(start))
                {
                    Task = new InvokingTask(start.ExecutionArn, task.TaskId),
                },
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

    // The session name of Step Functions has 32 characters.
    private static Caller CallerOf(ExecutionStart start) =>
        start.RoleArn is { } role
            ? new RoleSession(role, IdGenerator.Derive(start.ExecutionArn).Replace("-", "", StringComparison.Ordinal))
            : Caller.Administrator;

    /// <summary>
    /// All attempts of one visit of a state share a key: an attempt whose result was lost with the process can have had its effect. An
    /// attempt with a task token has its own key, because each token must be sent. The iterations of a distributed Map have none, because
    /// a restart numbers them again.
    /// </summary>
    private static long? IdempotencyKeyFor(Effect.InvokeTask task) =>
        task.StateEnteredId < 0 ? null
        : task.TaskToken is null ? task.StateEnteredId
        : task.TaskId;

    private static ExecutionEvent Succeeded(Effect.InvokeTask task, string output)
    {
        try
        {
            // A task with a task token is only submitted.
            return task.TaskToken is null
                ? ExecutionEvent.TaskSucceeded.FromJson(task.TaskId, output)
                : new ExecutionEvent.TaskSubmitted(task.TaskId, JsonValue.Parse(output));
        }
        catch (JsonFormatException e)
        {
            return new ExecutionEvent.TaskFailed(task.TaskId, ErrorNames.Runtime, $"The task's output is not JSON: {e.Message}");
        }
    }
}
