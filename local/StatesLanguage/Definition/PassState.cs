using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Templates;

namespace PromptToImage.StatesLanguage.Definition;

public sealed class PassState : State
{
    internal PassState(StateHead head)
        : base(head) { }

    public override StateType Type => StateType.Pass;

    internal JsonValue? Result { get; init; }

    internal PayloadTemplate? Parameters { get; init; }

    internal ResultPath ResultPath { get; init; } = ResultPath.Replace;
}
