using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Aggregation;

/// <summary><c>$max(array)</c>: the largest of an array of numbers (https://docs.jsonata.org/aggregation-functions#max).</summary>
internal static class MaxFunction
{
    public static readonly NativeFunction Function = new(
        "max",
        "<a<n>:n>",
        1,
        static (arguments, in call) => arguments[0] is null || arguments.Array(0).ItemCount() == 0 ? null : Find(arguments.Array(0))
    );

    private static JsonNumber Find(JsonValue numbers)
    {
        var found = numbers.NumberAt(0);
        for (var i = 1; i < numbers.ItemCount(); i++)
        {
            found = Math.Max(found, numbers.NumberAt(i));
        }

        return JsonNumber.FromJavaScript(found);
    }
}
