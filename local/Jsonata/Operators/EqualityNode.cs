using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary><c>=</c> and <c>!=</c>. Both are false where an operand is undefined.</summary>
internal sealed class EqualityNode(string token, ExpressionNode left, ExpressionNode right) : BinaryNode(token, left, right)
{
    protected override JsonValue? Combine(JsonValue? left, JsonValue? right, Evaluation evaluation) =>
        JsonValue.From(left is not null && right is not null && DeepEquality.AreEqual(left, right, evaluation) == (Token == "="));
}
