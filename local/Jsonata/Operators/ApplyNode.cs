using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Syntax;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary>Passes a value to a function, or chains two functions: <c>Name ~&gt; $uppercase</c>.</summary>
internal sealed class ApplyNode(ExpressionNode left, ExpressionNode right) : ExpressionNode
{
    private static readonly ExpressionNode Chain = Compiler.Compile(
        Analysis.Analyse(Parser.Parse("function($f, $g) { function($x){ $g($f($x)) } }"))
    );

    protected override JsonValue? Compute(JsonValue? input, Frame frame)
    {
        var value = left.Evaluate(input, frame);
        if (right is CallNode call)
        {
            return call.Invoke(input, frame, [value]);
        }

        var target = right.Evaluate(input, frame);
        if (target is not FunctionValue function)
        {
            throw new JsonataException("T2006") { Position = Position, Value = target };
        }

        return value is FunctionValue first
            ? Application.Apply(Chain.Evaluate(JsonValue.Null, frame), [first, function], JsonValue.Null, frame)
            : Application.Apply(function, [value], JsonValue.Null, frame);
    }
}
