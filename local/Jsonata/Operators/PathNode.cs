using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary>
/// A path: <c>Account.Order.Product[0].Price</c>. Each step is evaluated for each item of the step before, and results are joined.
/// </summary>
/// <param name="keepSingleton">Empty brackets stand behind a step: one result stays an array.</param>
/// <param name="isTuple">The results keep their variables for the enclosing path.</param>
internal sealed class PathNode(PathStep[] steps, ObjectConstructorNode? group, bool keepSingleton, bool isTuple) : ExpressionNode
{
    public PathStep[] Steps => steps;

    protected override JsonValue? Compute(JsonValue? input, Frame frame)
    {
        // A path that begins with a variable is absolute: an array is then one value.
        var (single, items) = input.IsArray() && steps[0].Node is not VariableNode ? ((JsonValue?)null, input) : (input, null);
        for (var i = 0; i < steps.Length; i++)
        {
            var step = steps[i];
            if (step.IsTuple)
            {
                var tuples = TuplePath.Evaluate(steps, i, items ?? ArrayValue.Sequence(single), frame);
                return Finish(isTuple ? tuples : TuplePath.Contexts(tuples), tuples, frame);
            }

            if (i == 0 && step.Node is { IsArrayConstructor: true } constructor)
            {
                // An explicit array is built once, not for each item of the context.
                items = constructor.Evaluate(items ?? ArrayValue.Sequence(single), frame);
                items = items.IsArray() ? items : Characters(items);
            }
            else if (step.Node is null)
            {
                items = SortStep(step, items ?? ArrayValue.Sequence(single), frame);
            }
            else if (items is null)
            {
                (single, items) = EvaluateSingle(step, single, frame, isLast: i == steps.Length - 1);
                if (single is not null)
                {
                    continue;
                }
            }
            else
            {
                items = EvaluateItems(step, items, frame, isLast: i == steps.Length - 1);
            }

            single = null;
            items ??= ArrayValue.Sequence();
            if (items.ItemCount() == 0)
            {
                break;
            }
        }

        if (single is not null && !keepSingleton && !KeepArray && group is null)
        {
            return single;
        }

        items ??= ArrayValue.Sequence(single);
        return Finish(items, items, frame);
    }

    /// <summary>A predicate can leave one string of the array. The next step then sees its characters, as in JavaScript.</summary>
    private static ArrayValue Characters(JsonValue? value)
    {
        var characters = ArrayValue.Sequence();
        foreach (var c in value is JsonString text ? text.Value : "")
        {
            characters.Add(new JsonString(c.ToString()));
        }

        return characters;
    }

    private JsonValue Finish(JsonValue results, JsonValue grouped, Frame frame)
    {
        if (keepSingleton)
        {
            if (results is ArrayValue { IsConstructed: true, IsSequence: false })
            {
                results = ArrayValue.Sequence(results);
                grouped = grouped.IsTupleStream() ? grouped : results;
            }

            if (results is ArrayValue sequence)
            {
                sequence.KeepSingleton = true;
            }
        }

        return group is null ? results : Grouping.Apply(group, grouped, frame);
    }

    /// <summary>Evaluates a step for one item and applies its predicates.</summary>
    private static JsonValue? EvaluateItem(PathStep step, JsonValue? item, Frame frame)
    {
        var result = step.Node!.Evaluate(item, frame);
        foreach (var stage in step.Stages)
        {
            result = Predicate.Apply(stage.Predicate!, result, frame);
        }

        return result;
    }

    /// <returns>The only result, or an array of results.</returns>
    private static (JsonValue? Single, JsonValue? Items) EvaluateSingle(PathStep step, JsonValue? item, Frame frame, bool isLast)
    {
        var result = EvaluateItem(step, item, frame);
        if (!result.IsArray())
        {
            return (result, null);
        }

        if (isLast && !result.IsSequence())
        {
            return (null, result);
        }

        if (result is ArrayValue { IsConstructed: true })
        {
            return (result, null);
        }

        if (result is ArrayValue { IsSequence: true, Count: 1 } sequence && sequence[0] is { Kind: not JsonKind.Array } only)
        {
            return (only, null);
        }

        var results = ArrayValue.Sequence();
        results.AddAll(result);
        return (null, results);
    }

    private static JsonValue EvaluateItems(PathStep step, JsonValue items, Frame frame, bool isLast)
    {
        var results = ArrayValue.Sequence();
        JsonValue? first = null;
        var count = 0;
        for (var i = 0; i < items.ItemCount(); i++)
        {
            var result = EvaluateItem(step, items.ItemAt(i), frame);
            if (result is null)
            {
                continue;
            }

            first ??= result;
            count++;
            if (result.IsArray() && result is not ArrayValue { IsConstructed: true })
            {
                frame.Evaluation.Spend(result.ItemCount());
                results.AddAll(result);
            }
            else
            {
                results.Add(result);
            }
        }

        return isLast && count == 1 && first.IsArray() && !first.IsSequence() ? first : results;
    }

    private static JsonValue SortStep(PathStep step, JsonValue items, Frame frame)
    {
        var sorted = OrderBy.Sort(step, items, frame);
        foreach (var stage in step.Stages)
        {
            sorted = Predicate.Apply(stage.Predicate!, sorted, frame);
        }

        return sorted;
    }
}
