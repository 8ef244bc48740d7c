using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Objects;

/// <summary><c>$spread(object)</c>: one object per property (https://docs.jsonata.org/object-functions#spread).</summary>
internal static class SpreadFunction
{
    public static readonly NativeFunction Function = new(
        "spread",
        "<x-:a<o>>",
        1,
        static (arguments, in call) => Split(arguments[0], call)
    );

    private static JsonValue? Split(JsonValue? value, in FunctionCall call)
    {
        switch (value)
        {
            case JsonObject properties:
                call.Evaluation.Spend(properties.Count);
                var singles = ArrayValue.Sequence();
                for (var i = 0; i < properties.Count; i++)
                {
                    singles.Add(new JsonObject([properties.Keys[i]], [properties.Values[i]]));
                }

                return singles;
            case { Kind: JsonKind.Array } when value.ItemCount() == 0:
                return ArrayValue.Sequence();
            case { Kind: JsonKind.Array }:
                var all = new ArrayValue();
                call.Evaluation.Spend(value.ItemCount());
                for (var i = 0; i < value.ItemCount(); i++)
                {
                    all.AddFlat(Split(value.ItemAt(i), call));
                }

                return all;
            default:
                return value;
        }
    }
}
