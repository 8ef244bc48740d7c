using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary>Joins two values as text: <c>&amp;</c>.</summary>
internal sealed class ConcatenationNode(string token, ExpressionNode left, ExpressionNode right) : BinaryNode(token, left, right)
{
    protected override JsonValue? Combine(JsonValue? left, JsonValue? right, Evaluation evaluation)
    {
        var first = left is null ? "" : Stringifier.ToText(left, evaluation);
        var second = right is null ? "" : Stringifier.ToText(right, evaluation);
        evaluation.Spend((first.Length + (long)second.Length) / 16);
        evaluation.CheckText(first.Length + (long)second.Length);
        return new JsonString(first + second);
    }
}
