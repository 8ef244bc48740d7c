using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Aggregation;

/// <summary><c>$average(array)</c>: the mean of an array of numbers (https://docs.jsonata.org/aggregation-functions#average).</summary>
internal static class AverageFunction
{
    public static readonly NativeFunction Function = new("average", "<a<n>:n>", 1,
        static (arguments, in call) =>
            arguments[0] is null || arguments.Array(0).ItemCount() == 0
                ? null
                : JsonNumber.FromJavaScript(SumFunction.Total(arguments) / arguments.Array(0).ItemCount()));
}
