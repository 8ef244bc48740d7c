using PromptToImage.Jsonata.Json;
using PromptToImage.Simulation.Exploration;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Simulation;

/// <summary>
/// A task as its function or queue sees it. A function is called by its ARN, or by <c>arn:aws:states:::lambda:invoke</c>, which takes
/// the function's name and payload as arguments and returns the function's response in the field Payload:
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html.
/// </summary>
internal sealed class ModelledCall
{
    private readonly Effect.InvokeTask _task;
    private readonly bool _isInvoke;

    private ModelledCall(Effect.InvokeTask task, TaskRole role)
    {
        _task = task;
        _isInvoke = TaskRoles.IsInvoke(task.Resource);
        Role = role;
        Input = _isInvoke ? Payload(task.Parameters) : task.Parameters;
    }

    /// <summary>The purpose of the task.</summary>
    public TaskRole Role { get; }

    /// <summary>The payload that the function or the queue receives.</summary>
    public JsonValue Input { get; }

    /// <summary>Reads a task.</summary>
    /// <param name="task">A task of a definition that <see cref="SimulatedFunctions.ParseModelled"/> has accepted.</param>
    public static ModelledCall From(Effect.InvokeTask task) =>
        new(task, TaskRoles.For(task.Resource, task.Parameters[TaskRoles.FunctionName], task.StateName));

    /// <summary>The task fails with the cause that Lambda reports for an exception.</summary>
    public ExecutionEvent.TaskFailed Fail(string error, string message) =>
        new(_task.TaskId, error, $$"""{"errorType":"{{error}}","errorMessage":"{{message}}"}""");

    /// <summary>The task succeeds.</summary>
    /// <param name="response">The response of the function or the queue.</param>
    public ExecutionEvent.TaskSucceeded Succeed(JsonValue response) =>
        new(
            _task.TaskId,
            _isInvoke
                ? JsonObject.From(
                    ("ExecutedVersion", JsonValue.From("$LATEST")),
                    ("Payload", response),
                    ("StatusCode", JsonValue.From(200))
                )
                : response
        );

    // As in the emulator: without a payload the function receives null, and a string that is JSON is sent without quotes.
    private static JsonValue Payload(JsonValue arguments) =>
        arguments["Payload"] switch
        {
            null => JsonValue.Null,
            JsonString { Value: var text } when JsonValue.TryParse(text, out var parsed) => parsed,
            var payload => payload,
        };
}
