using PromptToImage.Jsonata.Functions.Arrays;
using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary>The order-by clause of a path: <c>Product^(Price, &gt;Name)</c>.</summary>
internal static class OrderBy
{
    public static JsonValue Sort(PathStep step, JsonValue items, Frame frame)
    {
        var isTupleStream = items.IsTupleStream();
        return MergeSort.Sort(items, (a, b) => Compare(step, a, b, isTupleStream, frame) > 0, frame.Evaluation);
    }

    private static int Compare(PathStep step, JsonValue? left, JsonValue? right, bool isTupleStream, Frame frame)
    {
        foreach (var term in step.Terms)
        {
            var a = Evaluate(term.Expression, left, isTupleStream, frame);
            var b = Evaluate(term.Expression, right, isTupleStream, frame);
            if (a is null && b is null)
            {
                continue;
            }

            // Undefined comes last, in either direction.
            if (a is null || b is null)
            {
                return a is null ? 1 : -1;
            }

            if (a is not (JsonString or JsonNumber) || b is not (JsonString or JsonNumber))
            {
                throw new JsonataException("T2008") { Position = step.Position, Value = a is JsonString or JsonNumber ? b : a };
            }

            var order = (a, b) switch
            {
                (JsonNumber x, JsonNumber y) => x.Double == y.Double ? 0 : x.Double < y.Double ? -1 : 1,
                (JsonString x, JsonString y) => string.CompareOrdinal(x.Value, y.Value),
                _ => throw new JsonataException("T2007")
                {
                    Position = step.Position,
                    Value = a,
                    Value2 = b,
                },
            };
            if (order != 0)
            {
                return (order > 0) == term.IsDescending ? -1 : 1;
            }
        }

        return 0;
    }

    private static JsonValue? Evaluate(ExpressionNode term, JsonValue? item, bool isTupleStream, Frame frame) =>
        isTupleStream && item is TupleValue tuple ? term.Evaluate(tuple.Context, Frame.From(frame, tuple)) : term.Evaluate(item, frame);
}
