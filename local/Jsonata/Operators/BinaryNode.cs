using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Operators;

/// <summary>An operator between two operands, both of which are evaluated.</summary>
/// <param name="token">The operator, for errors.</param>
internal abstract class BinaryNode(string token, ExpressionNode left, ExpressionNode right) : ExpressionNode
{
    protected string Token => token;

    protected sealed override JsonValue? Compute(JsonValue? input, Frame frame)
    {
        var leftValue = left.Evaluate(input, frame);
        var rightValue = right.Evaluate(input, frame);
        try
        {
            return Combine(leftValue, rightValue, frame.Evaluation);
        }
        catch (JsonataException error) when (error.AtOperator(Position, token))
        {
            throw;
        }
    }

    protected abstract JsonValue? Combine(JsonValue? left, JsonValue? right, Evaluation evaluation);
}
