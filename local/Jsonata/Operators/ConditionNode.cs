using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary><c>condition ? then : else</c>.</summary>
internal sealed class ConditionNode(ExpressionNode condition, ExpressionNode then, ExpressionNode? otherwise) : ExpressionNode
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame) =>
        Truth.IsTrue(condition.Evaluate(input, frame), frame.Evaluation) ? then.Evaluate(input, frame) : otherwise?.Evaluate(input, frame);
}
