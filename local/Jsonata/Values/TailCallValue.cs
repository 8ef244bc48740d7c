using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Operators;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Values;

/// <summary>A call at the end of a lambda's body that is still to be made, so that tail recursion needs no stack.</summary>
internal sealed class TailCallValue(CallNode call, JsonValue? input, Frame frame) : FunctionValue
{
    public override int Arity => 0;

    public CallNode Call => call;

    public JsonValue? Input => input;

    public Frame Frame => frame;
}
