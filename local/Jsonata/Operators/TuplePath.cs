using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary>The part of a path that binds variables: focus <c>@</c>, index <c>#</c> and parent <c>%</c>. Its items are tuples.</summary>
internal static class TuplePath
{
    /// <param name="from">The first step that binds a variable.</param>
    /// <param name="items">The items of the step before.</param>
    public static JsonValue Evaluate(PathStep[] steps, int from, JsonValue items, Frame frame)
    {
        JsonValue? tuples = null;
        for (var i = from; i < steps.Length; i++)
        {
            var step = steps[i];
            if (i == 0 && step.Node is { IsArrayConstructor: true } constructor)
            {
                var built = constructor.Evaluate(items, frame);
                items = step.Focus is null && built.IsArray() ? built : items;
                continue;
            }

            tuples = EvaluateStages(step, step.Node is null ? Sort(step, items, tuples, frame) : EvaluateStep(step, tuples ?? Wrap(items), frame), frame);
        }

        return tuples ?? Wrap(items);
    }

    /// <summary>The context values of tuples.</summary>
    public static ArrayValue Contexts(JsonValue tuples)
    {
        var contexts = ArrayValue.Sequence();
        for (var i = 0; i < tuples.ItemCount(); i++)
        {
            contexts.Add(((TupleValue)tuples.ItemAt(i)!).Context);
        }

        return contexts;
    }

    private static ArrayValue Wrap(JsonValue items)
    {
        var tuples = new ArrayValue { IsSequence = true, IsTupleStream = true };
        for (var i = 0; i < items.ItemCount(); i++)
        {
            tuples.Add(new TupleValue(items.ItemAt(i)));
        }

        return tuples;
    }

    private static JsonValue Sort(PathStep step, JsonValue items, JsonValue? tuples, Frame frame)
    {
        if (tuples is not null)
        {
            return OrderBy.Sort(step, tuples, frame);
        }

        var sorted = Wrap(OrderBy.Sort(step, items, frame));
        for (var i = 0; step.Index is not null && i < sorted.Count; i++)
        {
            ((TupleValue)sorted[i]!).Set(step.Index, JsonNumber.From(i));
        }

        return sorted;
    }

    private static ArrayValue EvaluateStep(PathStep step, JsonValue tuples, Frame frame)
    {
        var results = new ArrayValue { IsSequence = true, IsTupleStream = true };
        for (var i = 0; i < tuples.ItemCount(); i++)
        {
            var tuple = (TupleValue)tuples.ItemAt(i)!;
            var result = step.Node!.Evaluate(tuple.Context, Frame.From(frame, tuple));
            if (!result.IsArray())
            {
                if (result is not null)
                {
                    results.Add(Bind(step, tuple, result, 0));
                }

                continue;
            }

            frame.Evaluation.Spend(result.ItemCount());
            for (var at = 0; at < result.ItemCount(); at++)
            {
                var item = result.ItemAt(at);
                if (result.IsTupleStream())
                {
                    var joined = tuple.Copy();
                    joined.Assign((TupleValue)item!);
                    results.Add(joined);
                }
                else
                {
                    results.Add(Bind(step, tuple, item, at));
                }
            }
        }

        return results;
    }

    private static TupleValue Bind(PathStep step, TupleValue tuple, JsonValue? result, int index)
    {
        var bound = tuple.Copy();
        if (step.Focus is null)
        {
            bound.Context = result;
        }
        else
        {
            bound.Set(step.Focus, result);
        }

        if (step.Index is not null)
        {
            bound.Set(step.Index, JsonNumber.From(index));
        }

        if (step.Ancestor is not null)
        {
            bound.Set(step.Ancestor, tuple.Context);
        }

        return bound;
    }

    private static JsonValue EvaluateStages(PathStep step, JsonValue tuples, Frame frame)
    {
        foreach (var (predicate, index) in step.Stages)
        {
            if (predicate is not null)
            {
                tuples = Predicate.Apply(predicate, tuples, frame);
                continue;
            }

            for (var i = 0; i < tuples.ItemCount(); i++)
            {
                ((TupleValue)tuples.ItemAt(i)!).Set(index!, JsonNumber.From(i));
            }
        }

        return tuples;
    }
}
