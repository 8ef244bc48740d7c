using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.HigherOrder;

/// <summary>
/// <c>$filter(array, function)</c>: the items for which a function returns true (https://docs.jsonata.org/higher-order-functions#filter).
/// </summary>
internal static class FilterFunction
{
    public static readonly NativeFunction Function = new(
        "filter",
        "<af>",
        2,
        static (arguments, in call) => arguments.IsUndefined(0) ? null : Select(arguments.Array(0), arguments, call)
    );

    private static ArrayValue Select(JsonValue array, Arguments arguments, in FunctionCall call)
    {
        var results = ArrayValue.Sequence();
        for (var i = 0; i < array.ItemCount(); i++)
        {
            var item = array.ItemAt(i);
            if (Truth.IsTrue(FunctionArgument.Apply(arguments.Function(1), item, i, array, call), call.Evaluation))
            {
                results.Add(item);
            }
        }

        return results;
    }
}
