using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary>All values of an object or array: <c>*</c>.</summary>
internal sealed class WildcardNode : ExpressionNode
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame)
    {
        if (input is ArrayValue { IsOuterWrapper: true, Count: > 0 } wrapper)
        {
            input = wrapper[0];
        }

        var results = ArrayValue.Sequence();
        switch (input)
        {
            case JsonObject properties:
                foreach (var value in properties.Values)
                {
                    results = AddValue(results, value, frame.Evaluation);
                }

                break;
            case { Kind: JsonKind.Array }:
                for (var i = 0; i < input.ItemCount(); i++)
                {
                    results = AddValue(results, input.ItemAt(i), frame.Evaluation);
                }

                break;
        }

        return results;
    }

    private static ArrayValue AddValue(ArrayValue results, JsonValue? value, Evaluation evaluation)
    {
        if (!value.IsArray())
        {
            evaluation.Spend(1);
            results.Add(value);
            return results;
        }

        // The values of an array make the results an array: one result stays in it.
        var array = results.IsSequence ? results.Unmarked() : results;
        Flatten(value, array, evaluation);
        return array;
    }

    private static void Flatten(JsonValue? value, ArrayValue results, Evaluation evaluation)
    {
        if (!value.IsArray())
        {
            evaluation.Spend(1);
            results.Add(value);
            return;
        }

        for (var i = 0; i < value.ItemCount(); i++)
        {
            Flatten(value.ItemAt(i), results, evaluation);
        }
    }
}
