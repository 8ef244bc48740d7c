using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Aggregation;

/// <summary><c>$count(array)</c>: the number of items of an array (https://docs.jsonata.org/aggregation-functions#count).</summary>
internal static class CountFunction
{
    public static readonly NativeFunction Function = new(
        "count",
        "<a:n>",
        1,
        static (arguments, in call) => JsonNumber.From(arguments.IsUndefined(0) ? 0 : arguments.Array(0).ItemCount())
    );
}
