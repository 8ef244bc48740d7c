using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Operators;

/// <summary><c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> and <c>&gt;=</c> between two numbers or two strings.</summary>
internal sealed class ComparisonNode(string token, ExpressionNode left, ExpressionNode right) : BinaryNode(token, left, right)
{
    protected override JsonValue? Combine(JsonValue? left, JsonValue? right, Evaluation evaluation)
    {
        if (left is not (null or JsonString or JsonNumber) || right is not (null or JsonString or JsonNumber))
        {
            throw new JsonataException("T2010") { Value = left is JsonString or JsonNumber ? right : left };
        }

        if (left is null || right is null)
        {
            return null;
        }

        return (left, right) switch
        {
            (JsonNumber a, JsonNumber b) => JsonValue.From(Holds(a.Double, b.Double)),
            (JsonString a, JsonString b) => JsonValue.From(Holds(string.CompareOrdinal(a.Value, b.Value), 0)),
            _ => throw new JsonataException("T2009") { Value = left, Value2 = right },
        };
    }

    private bool Holds(double a, double b) =>
        Token switch
        {
            "<" => a < b,
            "<=" => a <= b,
            ">" => a > b,
            _ => a >= b,
        };
}
