using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary>Whether a value is an item of an array: <c>in</c>.</summary>
internal sealed class InclusionNode(string token, ExpressionNode left, ExpressionNode right) : BinaryNode(token, left, right)
{
    protected override JsonValue? Combine(JsonValue? left, JsonValue? right, Evaluation evaluation)
    {
        if (left is null || right is null)
        {
            return JsonValue.False;
        }

        if (!right.IsArray())
        {
            return JsonValue.From(DeepEquality.AreIdentical(right, left));
        }

        evaluation.Spend(right.ItemCount());
        for (var i = 0; i < right.ItemCount(); i++)
        {
            if (DeepEquality.AreIdentical(right.ItemAt(i), left))
            {
                return JsonValue.True;
            }
        }

        return JsonValue.False;
    }
}
