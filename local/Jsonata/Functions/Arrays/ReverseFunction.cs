using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Arrays;

/// <summary><c>$reverse(array)</c>: the items in reverse order (https://docs.jsonata.org/array-functions#reverse).</summary>
internal static class ReverseFunction
{
    public static readonly NativeFunction Function = new(
        "reverse",
        "<a:a>",
        1,
        static (arguments, in call) => arguments.IsUndefined(0) ? null : Turn(arguments.Array(0))
    );

    private static JsonValue Turn(JsonValue array)
    {
        var count = array.ItemCount();
        if (count <= 1)
        {
            return array;
        }

        var items = new JsonValue?[count];
        for (var i = 0; i < count; i++)
        {
            items[count - i - 1] = array.ItemAt(i);
        }

        return ArrayValue.From(items);
    }
}
