using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary><c>[a, b]</c>. Items that are sequences or arrays are joined, unless they are array constructors themselves.</summary>
/// <param name="isStep">The first or last step of a path: its result is not flattened.</param>
internal sealed class ArrayConstructorNode(ExpressionNode[] items, bool isStep) : ExpressionNode
{
    public override bool IsArrayConstructor => isStep;

    protected override JsonValue? Compute(JsonValue? input, Frame frame)
    {
        if (items is [var only and not ArrayConstructorNode] && only.Evaluate(input, frame) is var value)
        {
            return value is ArrayValue array ? array.Unmarked(isStep) : Join([value]);
        }

        var values = new JsonValue?[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            values[i] = items[i].Evaluate(input, frame);
        }

        return Join(values);
    }

    private ArrayValue Join(JsonValue?[] values)
    {
        var result = new ArrayValue(values.Length) { IsConstructed = isStep };
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is not { Kind: JsonKind.Array } array || items[i] is ArrayConstructorNode)
            {
                result.AddIfAny(values[i]);
            }
            else
            {
                result.AddAll(array);
            }
        }

        return result;
    }
}
