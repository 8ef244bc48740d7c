using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary>The sign: <c>-price</c>.</summary>
internal sealed class NegationNode(ExpressionNode operand) : ExpressionNode
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame)
    {
        var value = operand.Evaluate(input, frame);
        return value is null ? null
            : value.IsNumeric(out var number) ? JsonNumber.FromJavaScript(-number)
            : throw new JsonataException("D1002")
            {
                Position = Position,
                Token = JsonValue.From("-"),
                Value = value,
            };
    }
}
