using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Aggregation;

/// <summary><c>$sum(array)</c>: the sum of an array of numbers (https://docs.jsonata.org/aggregation-functions#sum).</summary>
internal static class SumFunction
{
    public static readonly NativeFunction Function = new(
        "sum",
        "<a<n>:n>",
        1,
        static (arguments, in call) => arguments.IsUndefined(0) ? null : JsonNumber.FromJavaScript(Total(arguments))
    );

    public static double Total(Arguments arguments)
    {
        var numbers = arguments.Array(0);
        var total = 0.0;
        for (var i = 0; i < numbers.ItemCount(); i++)
        {
            total += numbers.NumberAt(i);
        }

        return total;
    }
}
