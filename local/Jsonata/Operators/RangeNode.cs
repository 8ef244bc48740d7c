using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary>Consecutive integers: <c>[1..5]</c>.</summary>
internal sealed class RangeNode(string token, ExpressionNode left, ExpressionNode right) : BinaryNode(token, left, right)
{
    private const double LargestSize = 1e7;

    protected override JsonValue? Combine(JsonValue? left, JsonValue? right, Evaluation evaluation)
    {
        if (left is not null && !IsInteger(left))
        {
            throw new JsonataException("T2003") { Value = left };
        }

        if (right is not null && !IsInteger(right))
        {
            throw new JsonataException("T2004") { Value = right };
        }

        if (left is not JsonNumber { Double: var first } || right is not JsonNumber { Double: var last } || first > last)
        {
            return null;
        }

        var size = last - first + 1;
        if (size > LargestSize)
        {
            throw new JsonataException("D2014") { Value = JsonNumber.FromJavaScript(size) };
        }

        evaluation.CheckItems(size);
        return ArrayValue.Range(first, (int)size, isSequence: true);
    }

    private static bool IsInteger(JsonValue value) => value is JsonNumber { Double: var number } && Math.Floor(number) == number && double.IsFinite(number);
}
