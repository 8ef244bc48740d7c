using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary>Binds some arguments of a function and leaves the others open: <c>$substring(?, 0, 5)</c>.</summary>
/// <param name="arguments">Null for a question mark.</param>
internal sealed class PartialApplicationNode(ExpressionNode procedure, ExpressionNode?[] arguments) : ExpressionNode
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame)
    {
        var values = new JsonValue?[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i]?.Evaluate(input, frame);
        }

        var function = procedure.Evaluate(input, frame);
        if (function is null && CallNode.Meant(procedure, frame) is { } meant)
        {
            throw new JsonataException("T1007") { Position = Position, Token = meant };
        }

        return function switch
        {
            LambdaValue lambda => Bind(lambda, values),
            NativeValue { Function.RefusesPartialApplication: false } native => Bind(native, values),
            NativeValue => throw new JsonataException("S0208")
            {
                Position = 26,
                Token = JsonValue.From("="),
                Value = JsonValue.From(2),
            },
            PartialNativeValue partial => Bind(partial, values),
            _ => throw new JsonataException("T1008") { Position = Position, Token = CallNode.NameOf(procedure) },
        };
    }

    private LambdaValue Bind(LambdaValue lambda, JsonValue?[] values)
    {
        var scope = new Frame(lambda.Frame);
        var open = new List<string>();
        for (var i = 0; i < lambda.Parameters.Length; i++)
        {
            if (IsOpen(i))
            {
                open.Add(lambda.Parameters[i]);
            }
            else
            {
                scope.Bind(lambda.Parameters[i], i < values.Length ? values[i] : null);
            }
        }

        return new LambdaValue(lambda.Node, lambda.Input, scope) { Parameters = [.. open], Partial = true };
    }

    private PartialNativeValue Bind(NativeValue native, JsonValue?[] values)
    {
        var count = native.Function.PartialArity;
        var bound = new JsonValue?[count];
        for (var i = 0; i < count && i < values.Length; i++)
        {
            bound[i] = values[i];
        }

        return new PartialNativeValue(native.Function, bound, [.. Enumerable.Range(0, count).Where(IsOpen)]);
    }

    private PartialNativeValue Bind(PartialNativeValue partial, JsonValue?[] values)
    {
        var bound = partial.Complete(values);
        return new PartialNativeValue(partial.Function, bound, [.. partial.Open.Where((_, i) => IsOpen(i))]);
    }

    private bool IsOpen(int index) => index < arguments.Length && arguments[index] is null;
}
