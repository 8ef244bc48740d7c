using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Objects;

/// <summary>
/// <c>$each(object, function)</c>: the results of a function for each value and key of an object
/// (https://docs.jsonata.org/object-functions#each).
/// </summary>
internal static class EachFunction
{
    public static readonly NativeFunction Function = new(
        "each",
        "<o-f:a>",
        2,
        static (arguments, in call) => Apply(arguments[0], arguments, call)
    );

    private static ArrayValue Apply(JsonValue? value, Arguments arguments, in FunctionCall call)
    {
        var results = ArrayValue.Sequence();
        for (var i = 0; value is JsonObject properties && i < properties.Count; i++)
        {
            results.AddIfAny(
                FunctionArgument.Apply(arguments.Function(1), properties.Values[i], new JsonString(properties.Keys[i]), properties, call)
            );
        }

        return results;
    }
}
