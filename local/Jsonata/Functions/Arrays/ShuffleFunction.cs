using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Arrays;

/// <summary><c>$shuffle(array)</c>: the items in random order (https://docs.jsonata.org/array-functions#shuffle).</summary>
internal static class ShuffleFunction
{
    public static readonly NativeFunction Function = new(
        "shuffle",
        "<a:a>",
        1,
        static (arguments, in call) => arguments.IsUndefined(0) ? null : Mix(arguments.Array(0), call.Evaluation.Settings.Random())
    );

    private static JsonValue Mix(JsonValue array, System.Random random)
    {
        var count = array.ItemCount();
        if (count <= 1)
        {
            return array;
        }

        var items = new JsonValue?[count];
        for (var i = 0; i < count; i++)
        {
            var j = (int)(random.NextDouble() * (i + 1));
            items[i] = items[j];
            items[j] = array.ItemAt(i);
        }

        return ArrayValue.From(items);
    }
}
