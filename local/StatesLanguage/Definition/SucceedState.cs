namespace PromptToImage.StatesLanguage.Definition;

/// <summary>A Succeed: ends its flow with success.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/state-succeed.html</remarks>
public sealed class SucceedState : State
{
    internal SucceedState(StateHead head)
        : base(head) { }

    /// <inheritdoc/>
    public override StateType Type => StateType.Succeed;
}
