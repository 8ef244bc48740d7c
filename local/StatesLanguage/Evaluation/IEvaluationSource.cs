using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Evaluation;

/// <summary>Where an expression's <c>$$</c>, variables and chance come from. They are asked for only when an expression uses them.</summary>
internal interface IEvaluationSource
{
    JsonValue Context { get; }

    VariableScope Variables { get; }

    Random Random { get; }
}
