using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Operators;

/// <summary>A string, a number, true, false or null.</summary>
internal sealed class LiteralNode(JsonValue value) : ExpressionNode
{
    public JsonValue Value => value;

    protected override JsonValue? Compute(JsonValue? input, Frame frame) => value;
}
