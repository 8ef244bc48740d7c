using System.Diagnostics.CodeAnalysis;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Paths;

namespace PromptToImage.StatesLanguage.Evaluation;

/// <summary>The values that an expression can refer to: <c>$</c>, the context object and the variables.</summary>
internal readonly struct EvaluationScope(JsonValue input, IEvaluationSource source)
{
    public JsonValue Input { get; } = input;

    public Random Random => source.Random;

    public EvaluationScope WithInput(JsonValue input) => new(input, source);

    public bool TryResolve(JsonPath path, [NotNullWhen(true)] out JsonValue? value)
    {
        if (TryRoot(path, out var root))
        {
            return path.TryEvaluate(root, source, out value);
        }

        value = null;
        return false;
    }

    /// <summary>Why a path has no value.</summary>
    public string Explain(JsonPath path) =>
        TryRoot(path, out var root) ? path.Explain(root, source) : $"The variable '${path.Variable}' is not assigned";

    private bool TryRoot(JsonPath path, [NotNullWhen(true)] out JsonValue? root)
    {
        switch (path.Root)
        {
            case PathRoot.Input:
                root = Input;
                return true;
            case PathRoot.Context:
                root = source.Context;
                return true;
            default:
                return source.Variables.TryGet(path.Variable!, out root);
        }
    }
}
