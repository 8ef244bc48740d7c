namespace PromptToImage.StatesLanguage.Definition;

public sealed class FailState : State
{
    internal FailState(StateHead head)
        : base(head) { }

    public override StateType Type => StateType.Fail;

    internal FailText? Error { get; init; }

    internal FailText? Cause { get; init; }
}
