using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Operators;

/// <summary>
/// Expressions in parentheses, of which the last gives the result: <c>($x := 1; $x + 1)</c>. Their variables end with the block.
/// </summary>
internal sealed class BlockNode(ExpressionNode[] expressions, bool containsArrayConstructor) : ExpressionNode
{
    public override bool IsArrayConstructor => containsArrayConstructor;

    protected override JsonValue? Compute(JsonValue? input, Frame frame)
    {
        JsonValue? result = null;
        var scope = new Frame(frame);
        foreach (var expression in expressions)
        {
            result = expression.Evaluate(input, scope);
        }

        return result;
    }
}
