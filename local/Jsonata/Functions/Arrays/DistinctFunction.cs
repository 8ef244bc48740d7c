using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Arrays;

/// <summary><c>$distinct(array)</c>: the items without duplicates (https://docs.jsonata.org/array-functions#distinct).</summary>
internal static class DistinctFunction
{
    public static readonly NativeFunction Function = new(
        "distinct",
        "<x:x>",
        1,
        static (arguments, in call) => arguments[0].IsArray() ? Select(arguments.Array(0), call) : arguments[0]
    );

    private static JsonValue Select(JsonValue array, in FunctionCall call)
    {
        if (array.ItemCount() <= 1)
        {
            return array;
        }

        var results = new ArrayValue { IsSequence = array.IsSequence() };
        for (var i = 0; i < array.ItemCount(); i++)
        {
            var item = array.ItemAt(i);
            var isNew = true;
            for (var j = 0; isNew && j < results.Count; j++)
            {
                isNew = !DeepEquality.AreEqual(item, results[j], call.Evaluation);
            }

            if (isNew)
            {
                results.Add(item);
            }
        }

        return results;
    }
}
