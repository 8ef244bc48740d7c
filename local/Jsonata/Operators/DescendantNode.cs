using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary>The value and all values within it, without arrays: <c>**</c>.</summary>
internal sealed class DescendantNode : ExpressionNode
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame)
    {
        if (input is null)
        {
            return null;
        }

        var results = ArrayValue.Sequence();
        Add(input, results, frame.Evaluation);
        return results.Count == 1 ? results[0] : results;
    }

    private static void Add(JsonValue? value, ArrayValue results, Evaluation evaluation)
    {
        evaluation.Spend(1);
        if (value.IsArray())
        {
            for (var i = 0; i < value.ItemCount(); i++)
            {
                Add(value.ItemAt(i), results, evaluation);
            }

            return;
        }

        results.Add(value);
        if (value is JsonObject properties)
        {
            foreach (var property in properties.Values)
            {
                Add(property, results, evaluation);
            }
        }
    }
}
