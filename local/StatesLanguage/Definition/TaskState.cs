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

    internal PayloadTemplate? Credentials { get; init; }

    internal WholeNumberField? Timeout { get; init; }

    internal WholeNumberField? Heartbeat { get; init; }
}
