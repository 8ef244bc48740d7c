using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Objects;

/// <summary>
/// <c>$sift(object, function)</c>: the properties for which a function returns true; undefined without any
/// (https://docs.jsonata.org/object-functions#sift).
/// </summary>
internal static class SiftFunction
{
    public static readonly NativeFunction Function = new(
        "sift",
        "<o-f?:o>",
        2,
        static (arguments, in call) => Select(arguments[0], arguments, call)
    );

    private static JsonObject? Select(JsonValue? value, Arguments arguments, in FunctionCall call)
    {
        var selected = new JsonObjectBuilder();
        var any = false;
        for (var i = 0; value is JsonObject properties && i < properties.Count; i++)
        {
            var key = properties.Keys[i];
            if (
                Truth.IsTrue(
                    FunctionArgument.Apply(arguments.Function(1), properties.Values[i], new JsonString(key), properties, call),
                    call.Evaluation
                )
            )
            {
                selected.Set(key, properties.Values[i]);
                any = true;
            }
        }

        return any ? selected.Build() : null;
    }
}
