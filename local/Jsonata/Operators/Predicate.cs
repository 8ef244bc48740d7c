using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary>A predicate: <c>[0]</c>, <c>[-1]</c>, <c>[Price &gt; 10]</c>.</summary>
internal static class Predicate
{
    public static JsonValue Apply(ExpressionNode predicate, JsonValue? input, Frame frame)
    {
        if (predicate is LiteralNode { Value: JsonNumber { Double: var number }, Predicates: [] })
        {
            return At(input, Math.Floor(number));
        }

        var results = new ArrayValue { IsSequence = true, IsTupleStream = input.IsTupleStream() };
        if (!input.IsArray())
        {
            Select(predicate, input, 0, 1, results, frame);
            return results;
        }

        var count = input.ItemCount();
        for (var i = 0; i < count; i++)
        {
            Select(predicate, input.ItemAt(i), i, count, results, frame);
        }

        return results;
    }

    private static JsonValue At(JsonValue? input, double index)
    {
        var count = input.IsArray() ? input.ItemCount() : 1;
        var at = index < 0 ? count + index : index;
        var item = !(at >= 0 && at < count) ? null : input.IsArray() ? input.ItemAt((int)at) : input;
        if (item.IsArray())
        {
            return item;
        }

        var result = new ArrayValue(1) { IsSequence = true, IsTupleStream = input.IsTupleStream() };
        result.AddIfAny(item);
        return result;
    }

    private static void Select(ExpressionNode predicate, JsonValue? item, int index, int count, ArrayValue results, Frame frame)
    {
        var result = results.IsTupleStream && item is TupleValue tuple
            ? predicate.Evaluate(tuple.Context, Frame.From(frame, tuple))
            : predicate.Evaluate(item, frame);
        if (result.IsNumeric(out var number))
        {
            if (IsAt(number, index, count))
            {
                results.Add(item);
            }
        }
        else if (result is not null && result.IsArrayOfNumbers())
        {
            frame.Evaluation.Spend(result.ItemCount());
            for (var i = 0; i < result.ItemCount(); i++)
            {
                if (IsAt(result.NumberAt(i), index, count))
                {
                    results.Add(item);
                }
            }
        }
        else if (Truth.IsTrue(result, frame.Evaluation))
        {
            results.Add(item);
        }
    }

    private static bool IsAt(double number, int index, int count)
    {
        var at = Math.Floor(number);
        return (at < 0 ? count + at : at) == index;
    }
}
