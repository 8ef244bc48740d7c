using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary>The copy that a transform changes, which nothing else refers to.</summary>
internal static class MutableCopy
{
    public static JsonValue? From(JsonValue? value, Evaluation evaluation)
    {
        evaluation.Spend(1);
        return value switch
        {
            JsonObject properties => properties.MutableCopy(item => From(item, evaluation)!),
            { Kind: JsonKind.Array } => ArrayValue.From(
                [.. Enumerable.Range(0, value.ItemCount()).Select(i => From(value.ItemAt(i), evaluation))]
            ),
            _ => value,
        };
    }

    /// <summary>The changed copy as an immutable value.</summary>
    /// <exception cref="JsonataException">U1001: an update has put an object into itself.</exception>
    public static JsonValue? Freeze(JsonValue? value, Evaluation evaluation)
    {
        evaluation.Spend(1);
        switch (value)
        {
            case JsonObject { IsPlain: false } properties:
                var builder = new JsonObjectBuilder(properties.Count);
                for (var i = 0; i < properties.Count; i++)
                {
                    builder.Set(properties.Keys[i], Freeze(properties.Values[i], evaluation)!);
                }

                return builder.Build();
            case ArrayValue array:
                var items = new ArrayValue(array.Count) { IsSequence = array.IsSequence, KeepSingleton = array.KeepSingleton };
                for (var i = 0; i < array.Count; i++)
                {
                    items.Add(Freeze(array[i], evaluation));
                }

                return items;
            default:
                return value;
        }
    }
}
