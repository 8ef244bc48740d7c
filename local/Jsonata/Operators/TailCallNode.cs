using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary>A call at the end of a function's body. Its caller makes the call, so that it needs no stack.</summary>
internal sealed class TailCallNode(CallNode call) : ExpressionNode
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame) => new TailCallValue(call, input, frame);
}
