using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>A Pass: passes or changes its input, without a call.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/state-pass.html</remarks>
public sealed class PassState : State
{
    internal PassState(StateHead head)
        : base(head) { }

    /// <inheritdoc/>
    public override StateType Type => StateType.Pass;

    internal JsonValue? Result { get; init; }
}
