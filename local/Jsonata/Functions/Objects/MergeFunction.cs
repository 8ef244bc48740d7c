using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Objects;

/// <summary>
/// <c>$merge(array)</c>: the properties of several objects in one; of repeated keys the last counts
/// (https://docs.jsonata.org/object-functions#merge).
/// </summary>
internal static class MergeFunction
{
    public static readonly NativeFunction Function = new(
        "merge",
        "<a<o>:o>",
        1,
        static (arguments, in call) => arguments.IsUndefined(0) ? null : Join(arguments.Array(0), call)
    );

    private static JsonObject Join(JsonValue objects, in FunctionCall call)
    {
        var merged = new JsonObjectBuilder();
        for (var i = 0; i < objects.ItemCount(); i++)
        {
            if (objects.ItemAt(i) is not JsonObject properties)
            {
                continue;
            }

            call.Evaluation.Spend(properties.Count);
            for (var at = 0; at < properties.Count; at++)
            {
                merged.Set(properties.Keys[at], properties.Values[at]);
            }
        }

        return merged.Build();
    }
}
