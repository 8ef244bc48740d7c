using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Definition;

public sealed class PassState : State
{
    internal PassState(StateHead head)
        : base(head) { }

    public override StateType Type => StateType.Pass;

    internal JsonValue? Result { get; init; }
}
