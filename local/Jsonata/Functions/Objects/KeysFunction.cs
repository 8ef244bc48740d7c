using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Objects;

/// <summary>
/// <c>$keys(object)</c>: the keys of an object, or of all objects of an array (https://docs.jsonata.org/object-functions#keys).
/// </summary>
internal static class KeysFunction
{
    public static readonly NativeFunction Function = new(
        "keys",
        "<x-:a<s>>",
        1,
        static (arguments, in call) => Collect(arguments[0], call)
    );

    private static ArrayValue Collect(JsonValue? value, in FunctionCall call)
    {
        var keys = ArrayValue.Sequence();
        switch (value)
        {
            case JsonObject properties:
                foreach (var key in properties.Keys)
                {
                    keys.Add(new JsonString(key));
                }

                break;
            case { Kind: JsonKind.Array }:
                var known = new HashSet<string>(StringComparer.Ordinal);
                for (var i = 0; i < value.ItemCount(); i++)
                {
                    var inner = Collect(value.ItemAt(i), call);
                    call.Evaluation.Spend(1 + inner.Count);
                    for (var at = 0; at < inner.Count; at++)
                    {
                        if (inner[at] is JsonString key && known.Add(key.Value))
                        {
                            keys.Add(key);
                        }
                    }
                }

                break;
        }

        return keys;
    }
}
