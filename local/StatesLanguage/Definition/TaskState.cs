using PromptToImage.StatesLanguage.Templates;

namespace PromptToImage.StatesLanguage.Definition;

public sealed class TaskState : State
{
    internal TaskState(StateHead head)
        : base(head) { }

    public override StateType Type => StateType.Task;

    public required TaskResource Resource { get; init; }

    internal PayloadTemplate? Credentials { get; init; }

    internal WholeNumber? Timeout { get; init; }

    internal WholeNumber? Heartbeat { get; init; }
}
