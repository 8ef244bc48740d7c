using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Evaluation;

/// <summary>Provides the context object, the variables and random numbers. Each is created when an expression first uses it.</summary>
internal interface IEvaluationSource
{
    JsonValue Context { get; }

    VariableScope Variables { get; }

    Random Random { get; }
}
