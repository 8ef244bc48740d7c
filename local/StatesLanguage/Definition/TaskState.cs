using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Templates;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>A Task: calls a resource and waits for the result.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html</remarks>
public sealed class TaskState : State
{
    internal TaskState(StateHead head)
        : base(head) { }

    /// <inheritdoc/>
    public override StateType Type => StateType.Task;

    /// <summary>The resource that the state calls.</summary>
    public required TaskResource Resource { get; init; }

    /// <summary>Finds a field of Arguments, or in JSONPath of Parameters, that is the same in every execution.</summary>
    /// <param name="name">The name of the field.</param>
    /// <returns>Null where the field is missing, or has paths, functions or expressions.</returns>
    public JsonValue? ConstantArgument(string name) => Data.Arguments?.ConstantField(name);

    internal PayloadTemplate? Credentials { get; init; }

    internal WholeNumberField? Timeout { get; init; }

    internal WholeNumberField? Heartbeat { get; init; }
}
