using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Arrays;

/// <summary><c>$append(array1, array2)</c>: the items of two arrays in one (https://docs.jsonata.org/array-functions#append).</summary>
internal static class AppendFunction
{
    public static readonly NativeFunction Function = new(
        "append",
        "<xx:a>",
        2,
        static (arguments, in call) => Join(arguments[0], arguments[1])
    );

    public static JsonValue? Join(JsonValue? first, JsonValue? second)
    {
        if (first is null || second is null)
        {
            return first ?? second;
        }

        var joined = new ArrayValue();
        joined.AddFlat(first);
        joined.AddFlat(second);
        return joined;
    }
}
