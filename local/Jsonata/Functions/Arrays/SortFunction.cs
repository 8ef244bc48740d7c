using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Arrays;

/// <summary>
/// <c>$sort(array, function)</c>: the items in order; the function says whether its first argument comes after its second
/// (https://docs.jsonata.org/array-functions#sort).
/// </summary>
internal static class SortFunction
{
    public static readonly NativeFunction Function = new(
        "sort",
        "<af?:a>",
        2,
        static (arguments, in call) => arguments.IsUndefined(0) ? null : Order(arguments.Array(0), arguments, call)
    );

    private static JsonValue Order(JsonValue array, Arguments arguments, in FunctionCall call)
    {
        if (array.ItemCount() <= 1)
        {
            return array;
        }

        if (!arguments.IsUndefined(1))
        {
            var (function, from) = (arguments.Function(1), call);
            return MergeSort.Sort(
                array,
                (a, b) => Truth.IsTrue(Application.ApplyArgument(function, [a, b], from), from.Evaluation),
                call.Evaluation
            );
        }

        return array.IsArrayOfNumbers() ? MergeSort.Sort(array, static (a, b) => ((JsonNumber)a!).Double > ((JsonNumber)b!).Double, call.Evaluation)
            : array.IsArrayOfStrings()
                ? MergeSort.Sort(array, static (a, b) => string.CompareOrdinal(((JsonString)a!).Value, ((JsonString)b!).Value) > 0, call.Evaluation)
            : throw new JsonataException("D3070") { Index = 1 };
    }
}
