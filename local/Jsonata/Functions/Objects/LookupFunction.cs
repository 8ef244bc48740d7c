using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Objects;

/// <summary>
/// <c>$lookup(object, key)</c>: the value of a key of an object, or of all objects of an array
/// (https://docs.jsonata.org/object-functions#lookup).
/// </summary>
internal static class LookupFunction
{
    public static readonly NativeFunction Function = new(
        "lookup",
        "<x-s:x>",
        2,
        static (arguments, in call) => Find(arguments[0], arguments.TextOrUndefined(1), call.Evaluation)
    );

    public static JsonValue? Find(JsonValue? value, string key, Evaluation evaluation)
    {
        if (value is JsonObject properties)
        {
            return properties.TryGet(key, out var found) ? found : null;
        }

        if (!value.IsArray())
        {
            return null;
        }

        var results = ArrayValue.Sequence();
        evaluation.Spend(value.ItemCount());
        for (var i = 0; i < value.ItemCount(); i++)
        {
            results.AddFlat(Find(value.ItemAt(i), key, evaluation));
        }

        return results;
    }
}
