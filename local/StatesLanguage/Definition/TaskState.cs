using PromptToImage.StatesLanguage.Templates;

namespace PromptToImage.StatesLanguage.Definition;

public sealed class TaskState : State
{
    internal TaskState(StateHead head)
        : base(head) { }

    public override StateType Type => StateType.Task;

    public required TaskResource Resource { get; init; }

    internal PayloadTemplate? Credentials { get; init; }

    internal PayloadTemplate? Parameters { get; init; }

    internal PayloadTemplate? ResultSelector { get; init; }

    internal ResultPath ResultPath { get; init; } = ResultPath.Replace;

    internal WholeNumber? Timeout { get; init; }

    internal WholeNumber? Heartbeat { get; init; }
}
