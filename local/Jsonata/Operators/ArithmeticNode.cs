using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary><c>+</c>, <c>-</c>, <c>*</c>, <c>/</c> and <c>%</c> between two numbers.</summary>
internal sealed class ArithmeticNode(string token, ExpressionNode left, ExpressionNode right) : BinaryNode(token, left, right)
{
    protected override JsonValue? Combine(JsonValue? left, JsonValue? right, Evaluation evaluation)
    {
        if (!left.IsNumeric(out var a) && left is not null)
        {
            throw new JsonataException("T2001") { Value = left };
        }

        if (!right.IsNumeric(out var b) && right is not null)
        {
            throw new JsonataException("T2002") { Value = right };
        }

        return left is null || right is null
            ? null
            : JsonNumber.FromJavaScript(
                Token switch
                {
                    "+" => a + b,
                    "-" => a - b,
                    "*" => a * b,
                    "/" => a / b,
                    _ => a % b,
                }
            );
    }
}
