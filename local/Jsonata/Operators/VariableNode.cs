using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary>A variable, <c>$name</c>, or the context value, <c>$</c>.</summary>
internal sealed class VariableNode(string name) : ExpressionNode
{
    public string Name => name;

    public JsonString NameValue { get; } = new(name);

    protected override JsonValue? Compute(JsonValue? input, Frame frame) =>
        name.Length > 0 ? frame.Lookup(name)
        : input is ArrayValue { IsOuterWrapper: true } wrapper ? wrapper[0]
        : input;
}
