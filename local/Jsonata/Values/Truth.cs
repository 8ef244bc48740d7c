using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Values;

/// <summary>The effective boolean value, as <c>$boolean</c> returns it (https://docs.jsonata.org/boolean-functions#boolean).</summary>
internal static class Truth
{
    public static bool IsTrue(JsonValue? value, Evaluation evaluation) => From(value, evaluation) == true;

    /// <returns>Null for undefined.</returns>
    public static bool? From(JsonValue? value, Evaluation evaluation)
    {
        switch (value)
        {
            case null:
                return null;
            case { Kind: JsonKind.True }:
                return true;
            case JsonString text:
                return text.Value.Length > 0;
            case JsonNumber:
                return value.IsNumeric(out var number) && number != 0;
            case JsonObject properties:
                return properties.Count > 0;
            case { Kind: JsonKind.Array }:
                return FromArray(value, evaluation);
            // For JavaScript these functions are objects, and the others are not.
            case LambdaValue or NativeValue or PartialNativeValue or TupleValue:
                return true;
            default:
                return false;
        }
    }

    private static bool? FromArray(JsonValue array, Evaluation evaluation)
    {
        var count = array.ItemCount();
        if (count == 1)
        {
            return From(array.ItemAt(0), evaluation);
        }

        evaluation.Spend(count / 16);
        var any = false;
        for (var i = 0; i < count; i++)
        {
            any |= IsTrue(array.ItemAt(i), evaluation);
        }

        return any;
    }
}
