using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Operators;

/// <summary>The object that contains the context value: <c>%</c>. The parser finds out which step's context that is.</summary>
/// <param name="label">The variable that the step binds.</param>
internal sealed class ParentNode(string label) : ExpressionNode
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame) => frame.Lookup(label);
}
