using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Expressions;
using PromptToImage.StatesLanguage.Intrinsics;
using PromptToImage.StatesLanguage.Paths;

namespace PromptToImage.StatesLanguage.Templates;

/// <summary>
/// A compiled payload template: Parameters, ResultSelector, ItemSelector or Assign, and in JSONata Arguments or Output. A part
/// without paths, functions and expressions is one constant.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/input-output-inputpath-params.html</remarks>
internal abstract class PayloadTemplate
{
    /// <exception cref="StateException">A path or an expression has no value, or a function failed.</exception>
    public abstract JsonValue Evaluate(in EvaluationScope scope);

    /// <returns>The value of a field; null where the field is missing or not constant.</returns>
    public virtual JsonValue? ConstantField(string name) => null;

    public sealed class Constant(JsonValue value) : PayloadTemplate
    {
        public JsonValue Value => value;

        public override JsonValue? ConstantField(string name) => value[name];

        public override JsonValue Evaluate(in EvaluationScope scope) => value;
    }

    public sealed class Path(string field, JsonPath path) : PayloadTemplate
    {
        public override JsonValue Evaluate(in EvaluationScope scope) =>
            scope.TryResolve(path, out var value)
                ? value
                : throw StateException.Runtime(
                    $"The JSONPath '{path.Text}' specified for the field '{field}' could not be found in the input "
                        + $"'{scope.Input.ToJson()}'"
                );
    }

    public sealed class Function(IntrinsicCall call) : PayloadTemplate
    {
        public override JsonValue Evaluate(in EvaluationScope scope) => call.Evaluate(scope);
    }

    public sealed class Query(QueryExpression expression) : PayloadTemplate
    {
        public override JsonValue Evaluate(in EvaluationScope scope) => expression.Evaluate(scope);
    }

    public sealed class Fields(string[] keys, PayloadTemplate[] values) : PayloadTemplate
    {
        public override JsonValue? ConstantField(string name) =>
            Array.IndexOf(keys, name) is var i and >= 0 && values[i] is Constant constant ? constant.Value : null;

        public override JsonValue Evaluate(in EvaluationScope scope)
        {
            var evaluated = new JsonValue[values.Length];
            for (var i = 0; i < evaluated.Length; i++)
            {
                evaluated[i] = values[i].Evaluate(scope);
            }

            DataLimit.CheckParts(evaluated);
            return new JsonObject(keys, evaluated);
        }
    }

    public sealed class Items(PayloadTemplate[] items) : PayloadTemplate
    {
        public override JsonValue Evaluate(in EvaluationScope scope)
        {
            var evaluated = new JsonValue[items.Length];
            for (var i = 0; i < evaluated.Length; i++)
            {
                evaluated[i] = items[i].Evaluate(scope);
            }

            DataLimit.CheckParts(evaluated);
            return new JsonArray(evaluated);
        }
    }
}
