namespace PromptToImage.StatesLanguage.Definition;

public sealed class SucceedState : State
{
    internal SucceedState(StateHead head)
        : base(head) { }

    public override StateType Type => StateType.Succeed;
}
