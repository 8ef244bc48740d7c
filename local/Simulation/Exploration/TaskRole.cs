using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.Simulation.Exploration;

/// <summary>
/// The purpose of a task. It follows from the resource that the task calls, because an edited definition may name its states freely.
/// </summary>
public enum TaskRole
{
    Validate,
    Generate,
    Store,
    Notify,
    DeadLetter,
}

/// <summary>Finds the role of a task.</summary>
internal static class TaskRoles
{
    /// <summary>The argument of <c>lambda:invoke</c> that names the function.</summary>
    public const string FunctionName = "FunctionName";

    private const string FunctionPart = ":function:";

    /// <summary>Whether the resource is <c>arn:aws:states:::lambda:invoke</c>.</summary>
    public static bool IsInvoke(TaskResource resource) =>
        resource is { Kind: TaskResourceKind.Integration, ResourceType: "lambda", Resource: "invoke" };

    /// <returns>Null where the task is not one of the pipeline, or where its function depends on the execution.</returns>
    public static TaskRole? Find(TaskState state) => Find(state.Resource, state.ConstantArgument(FunctionName));

    /// <exception cref="ArgumentException">The task is not one of the pipeline.</exception>
    public static TaskRole For(TaskState state) => For(state.Resource, state.ConstantArgument(FunctionName), state.Name);

    /// <param name="resource">The resource that the task calls.</param>
    /// <param name="functionName">The argument FunctionName.</param>
    /// <param name="state">The name of the state, for the exception.</param>
    /// <exception cref="ArgumentException">The task is not one of the pipeline.</exception>
    public static TaskRole For(TaskResource resource, JsonValue? functionName, string state) =>
        Find(resource, functionName) ?? throw new ArgumentException($"The task of '{state}' is not one of the pipeline.", nameof(resource));

    private static TaskRole? Find(TaskResource resource, JsonValue? functionName) =>
        resource switch
        {
            { Kind: TaskResourceKind.Lambda } => FindFunction(resource.Arn),
            { Kind: TaskResourceKind.Integration, ResourceType: "sqs" or "aws-sdk:sqs", Resource: "sendMessage" } => TaskRole.DeadLetter,
            _ when IsInvoke(resource) && functionName is JsonString { Value: var name } => FindFunction(name),
            _ => null,
        };

    /// <param name="function">A function's name or ARN, with or without a version or an alias.</param>
    private static TaskRole? FindFunction(string function)
    {
        var start = function.IndexOf(FunctionPart, StringComparison.Ordinal);
        var name = start < 0 ? function : function[(start + FunctionPart.Length)..];
        return name.Split(':')[0] switch
        {
            SimulatedFunctions.Validate => TaskRole.Validate,
            SimulatedFunctions.Generate => TaskRole.Generate,
            SimulatedFunctions.Store => TaskRole.Store,
            SimulatedFunctions.Notify => TaskRole.Notify,
            _ => null,
        };
    }
}
