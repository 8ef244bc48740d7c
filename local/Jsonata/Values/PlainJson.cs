using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Values;

/// <summary>
/// Turns a value of an evaluation into JSON, as JSON.stringify does: undefined in an array is null, a property without value is left out.
/// </summary>
internal static class PlainJson
{
    public static JsonValue? From(JsonValue? value, Evaluation evaluation)
    {
        if (value is null || value.IsPlain)
        {
            return value;
        }

        return value switch
        {
            ArrayValue array => FromArray(array, evaluation),
            JsonObject properties => FromObject(properties, evaluation),
            JsonNumber number => FromNonFinite(number.Double, evaluation),
            _ => null,
        };
    }

    private static JsonValue FromNonFinite(double number, Evaluation evaluation) =>
        !evaluation.Settings.NonFiniteAsText ? JsonValue.Null
        : double.IsNaN(number) ? JsonValue.From("NaN")
        : JsonValue.From(number > 0 ? "Infinity" : "-Infinity");

    private static JsonArray FromArray(ArrayValue array, Evaluation evaluation)
    {
        evaluation.Spend(array.Count);
        var items = new JsonValue[array.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = From(array[i], evaluation) ?? JsonValue.Null;
        }

        return new JsonArray(items);
    }

    private static JsonObject FromObject(JsonObject properties, Evaluation evaluation)
    {
        evaluation.Spend(properties.Count);
        var builder = new JsonObjectBuilder(properties.Count);
        for (var i = 0; i < properties.Count; i++)
        {
            if (From(properties.Values[i], evaluation) is { } value)
            {
                builder.Set(properties.Keys[i], value);
            }
        }

        return builder.Build();
    }
}
