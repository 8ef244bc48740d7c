using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Operators;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Signatures;

namespace PromptToImage.Jsonata.Values;

/// <summary>A function that the expression defines, with the variables and the context value of the place of its definition.</summary>
internal sealed class LambdaValue(LambdaNode node, JsonValue? input, Frame frame) : FunctionValue
{
    public override int Arity => Parameters.Length;

    public override Signature? Signature => Partial ? null : node.Signature;

    public string[] Parameters { get; init; } = node.Parameters;

    public JsonValue? Input => input;

    public Frame Frame => frame;

    public LambdaNode Node => node;

    /// <summary>Some parameters are bound already.</summary>
    public bool Partial { get; init; }
}
