using PromptToImage.Jsonata.Functions;
using PromptToImage.Jsonata.Signatures;

namespace PromptToImage.Jsonata.Values;

/// <summary>A built-in or custom function.</summary>
internal sealed class NativeValue(NativeFunction function) : FunctionValue
{
    public override int Arity => function.Arity;

    public override Signature Signature => function.Signature;

    public NativeFunction Function => function;
}
