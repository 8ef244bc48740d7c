using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Arrays;

/// <summary>
/// <c>$zip(array1, ...)</c>: arrays of the first items, the second items and so on (https://docs.jsonata.org/array-functions#zip).
/// </summary>
internal static class ZipFunction
{
    public static readonly NativeFunction Function = new("zip", "<a+>", 0, static (arguments, in call) => Combine(arguments, call));

    private static ArrayValue Combine(Arguments arguments, in FunctionCall call)
    {
        var shortest = int.MaxValue;
        for (var i = 0; i < arguments.Count; i++)
        {
            shortest = Math.Min(shortest, arguments[i].IsArray() ? arguments.Array(i).ItemCount() : 0);
        }

        var results = new ArrayValue();
        for (var at = 0; arguments.Count > 0 && at < shortest; at++)
        {
            call.Evaluation.Spend(arguments.Count);
            var items = new JsonValue?[arguments.Count];
            for (var i = 0; i < items.Length; i++)
            {
                items[i] = arguments.Array(i).ItemAt(at);
            }

            results.Add(ArrayValue.From(items));
        }

        return results;
    }
}
