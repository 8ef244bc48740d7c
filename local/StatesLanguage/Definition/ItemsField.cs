using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Expressions;
using PromptToImage.StatesLanguage.Paths;
using PromptToImage.StatesLanguage.Templates;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>The items of a Map. Without a field they are the effective input.</summary>
internal abstract class ItemsField
{
    /// <exception cref="StateException">There is no array of items.</exception>
    public abstract JsonArray Read(in EvaluationScope scope);

    /// <summary>ItemsPath.</summary>
    /// <param name="path">Null without the field.</param>
    public sealed class ByPath(JsonPath? path) : ItemsField
    {
        public override JsonArray Read(in EvaluationScope scope)
        {
            var value = scope.Input;
            if (path is not null && !scope.TryResolve(path, out value))
            {
                throw StateException.Runtime($"Invalid path '{path.Text}' : {scope.Explain(path)}");
            }

            // Step Functions writes a path into the context object without the first $.
            var text = path is { Root: PathRoot.Context } ? path.Text[1..] : path?.Text ?? "$";
            return value as JsonArray ?? throw StateException.Runtime($"Reference path \"{text}\" must point to array.");
        }
    }

    /// <summary>Items, as an expression.</summary>
    public sealed class ByExpression(QueryExpression expression) : ItemsField
    {
        public override JsonArray Read(in EvaluationScope scope)
        {
            var value = expression.Evaluate(scope);
            return value as JsonArray ?? throw expression.Unexpected("array", value);
        }
    }

    /// <summary>Items, as an array in the definition.</summary>
    /// <param name="array">The array with its expressions; null without the field.</param>
    public sealed class ByArray(PayloadTemplate? array) : ItemsField
    {
        public override JsonArray Read(in EvaluationScope scope)
        {
            var value = array is null ? scope.Input : array.Evaluate(scope);
            return value as JsonArray
                ?? throw StateException.QueryEvaluation($"Map state input must be an array but was: {value.ToJson()}", null);
        }
    }
}
