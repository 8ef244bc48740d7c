using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary>The copy that a transform changes, which nothing else refers to.</summary>
internal static class MutableCopy
{
    public static JsonValue? From(JsonValue? value) =>
        value switch
        {
            JsonObject properties => properties.MutableCopy(item => From(item)!),
            { Kind: JsonKind.Array } => ArrayValue.From([.. Enumerable.Range(0, value.ItemCount()).Select(i => From(value.ItemAt(i)))]),
            _ => value,
        };

    /// <summary>The changed copy as an immutable value.</summary>
    public static JsonValue? Freeze(JsonValue? value, Evaluation evaluation) => Freeze(value, evaluation, 0);

    private static JsonValue? Freeze(JsonValue? value, Evaluation evaluation, int depth)
    {
        if (depth > JsonValue.MaxDepth)
        {
            // An update can put an object into itself.
            throw Limits.StackOverflow();
        }

        evaluation.Spend(1);
        switch (value)
        {
            case JsonObject { IsMutable: true } properties:
                var builder = new JsonObjectBuilder(properties.Count);
                for (var i = 0; i < properties.Count; i++)
                {
                    builder.Set(properties.Keys[i], Freeze(properties.Values[i], evaluation, depth + 1)!);
                }

                return builder.Build();
            case ArrayValue { IsSequence: false } array:
                var items = new JsonValue?[array.Count];
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = Freeze(array[i], evaluation, depth + 1);
                }

                return ArrayValue.From(items);
            default:
                return value;
        }
    }
}
