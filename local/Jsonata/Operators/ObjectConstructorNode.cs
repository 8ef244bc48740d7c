using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Operators;

/// <summary><c>{"key": value}</c>, alone or as a grouping expression behind an operand.</summary>
internal sealed class ObjectConstructorNode((ExpressionNode Key, ExpressionNode Value)[] pairs) : ExpressionNode
{
    public (ExpressionNode Key, ExpressionNode Value)[] Pairs => pairs;

    protected override JsonValue? Compute(JsonValue? input, Frame frame) => Grouping.Apply(this, input, frame);
}
