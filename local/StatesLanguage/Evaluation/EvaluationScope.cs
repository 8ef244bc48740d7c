using System.Diagnostics.CodeAnalysis;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Paths;

namespace PromptToImage.StatesLanguage.Evaluation;

/// <summary>
/// The values that an expression can refer to. In JSONPath: <c>$</c>, the context object and the variables. In JSONata:
/// <c>$states</c> and the variables.
/// </summary>
/// <param name="input">What <c>$</c> is in JSONPath, and <c>$states.input</c> in JSONata.</param>
/// <param name="result">What <c>$states.result</c> is; null where JSONata has none.</param>
/// <param name="errorOutput">What <c>$states.errorOutput</c> is; null where JSONata has none.</param>
internal readonly struct EvaluationScope(
    JsonValue input,
    IEvaluationSource source,
    JsonValue? result = null,
    JsonValue? errorOutput = null
)
{
    public JsonValue Input { get; } = input;

    public IEvaluationSource Source { get; } = source;

    public JsonValue? Result { get; } = result;

    public JsonValue? ErrorOutput { get; } = errorOutput;

    public Random Random => Source.Random;

    public EvaluationScope WithInput(JsonValue input) => new(input, Source);

    public bool TryResolve(JsonPath path, [NotNullWhen(true)] out JsonValue? value)
    {
        if (TryRoot(path, out var root))
        {
            return path.TryEvaluate(root, Source, out value);
        }

        value = null;
        return false;
    }

    /// <summary>Why a path has no value.</summary>
    public string Explain(JsonPath path) =>
        TryRoot(path, out var root) ? path.Explain(root, Source) : $"The variable '${path.Variable}' is not assigned";

    private bool TryRoot(JsonPath path, [NotNullWhen(true)] out JsonValue? root)
    {
        switch (path.Root)
        {
            case PathRoot.Input:
                root = Input;
                return true;
            case PathRoot.Context:
                root = Source.Context;
                return true;
            default:
                return Source.Variables.TryGet(path.Variable!, out root);
        }
    }
}
