using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Operators;

/// <summary>Binds a variable in the current scope and gives its value: <c>$x := 1</c>.</summary>
internal sealed class BindNode(string name, ExpressionNode value) : ExpressionNode
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame)
    {
        var result = value.Evaluate(input, frame);
        frame.Bind(name, result);
        return result;
    }
}
