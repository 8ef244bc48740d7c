using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.HigherOrder;

/// <summary>
/// <c>$map(array, function)</c>: the results of a function for each item (https://docs.jsonata.org/higher-order-functions#map).
/// </summary>
internal static class MapFunction
{
    public static readonly NativeFunction Function = new(
        "map",
        "<af>",
        2,
        static (arguments, in call) => arguments.IsUndefined(0) ? null : Apply(arguments.Array(0), arguments, call)
    );

    private static ArrayValue Apply(JsonValue array, Arguments arguments, in FunctionCall call)
    {
        var results = ArrayValue.Sequence();
        for (var i = 0; i < array.ItemCount(); i++)
        {
            results.AddIfAny(FunctionArgument.Apply(arguments.Function(1), array.ItemAt(i), i, array, call));
        }

        return results;
    }
}
