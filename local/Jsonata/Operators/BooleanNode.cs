using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary><c>and</c> and <c>or</c>. The right operand is evaluated only if the left one does not decide.</summary>
internal sealed class BooleanNode(string token, ExpressionNode left, ExpressionNode right) : ExpressionNode
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame)
    {
        var leftValue = left.Evaluate(input, frame);
        try
        {
            var first = Truth.IsTrue(leftValue, frame.Evaluation);
            return JsonValue.From(first == (token == "or") ? first : Truth.IsTrue(right.Evaluate(input, frame), frame.Evaluation));
        }
        catch (JsonataException error) when (error.AtOperator(Position, token))
        {
            throw;
        }
    }
}
