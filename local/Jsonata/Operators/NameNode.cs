using PromptToImage.Jsonata.Functions.Objects;
using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Operators;

/// <summary>A property by name: <c>Account</c>, <c>`Account Name`</c>, and a string within a path.</summary>
internal sealed class NameNode(string name) : ExpressionNode
{
    public string Name => name;

    protected override JsonValue? Compute(JsonValue? input, Frame frame) =>
        input is JsonObject properties ? (properties.TryGet(name, out var value) ? value : null) : LookupFunction.Find(input, name, frame.Evaluation);
}
