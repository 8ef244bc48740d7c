using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Values;

/// <summary>A function that was passed as an argument. It is called without a context value and forgets its own signature.</summary>
internal sealed class ArgumentFunctionValue(FunctionValue function, Frame frame) : FunctionValue
{
    public override int Arity => function.Arity;

    public FunctionValue Function => function;

    public Frame Frame => frame;
}
