using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Signatures;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary>Defines a function: <c>function($x) { $x + 1 }</c>.</summary>
internal sealed class LambdaNode(string[] parameters, Signature? signature, ExpressionNode body) : ExpressionNode
{
    public string[] Parameters => parameters;

    public Signature? Signature => signature;

    public ExpressionNode Body => body;

    protected override JsonValue? Compute(JsonValue? input, Frame frame) => new LambdaValue(this, input, frame);
}
