using System.Diagnostics.CodeAnalysis;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Values;

/// <summary>One view of a document's arrays and an evaluation's. A null reference is JSONata's undefined.</summary>
internal static class ValueExtensions
{
    public static bool IsArray([NotNullWhen(true)] this JsonValue? value) => value is { Kind: JsonKind.Array };

    public static int ItemCount(this JsonValue array) => array is JsonArray plain ? plain.Count : ((ArrayValue)array).Count;

    public static JsonValue? ItemAt(this JsonValue array, int index) => array is JsonArray plain ? plain[index] : ((ArrayValue)array)[index];

    public static bool IsSequence([NotNullWhen(true)] this JsonValue? value) => value is ArrayValue { IsSequence: true };

    public static bool IsTupleStream([NotNullWhen(true)] this JsonValue? value) => value is ArrayValue { IsTupleStream: true };

    /// <summary>The value itself if it is an array, else a sequence of it.</summary>
    public static JsonValue AsArray(this JsonValue? value) => value.IsArray() ? value : ArrayValue.Sequence(value);

    /// <summary>Whether the value is a number.</summary>
    /// <exception cref="JsonataException">D1001: it is infinite.</exception>
    public static bool IsNumeric([NotNullWhen(true)] this JsonValue? value, out double number)
    {
        if (value is not JsonNumber { Double: var found } || double.IsNaN(found))
        {
            number = 0;
            return false;
        }

        number = double.IsFinite(found) ? found : throw new JsonataException("D1001") { Value = value };
        return true;
    }

    /// <exception cref="JsonataException">T0412: the item is not a number.</exception>
    public static double NumberAt(this JsonValue array, int index) =>
        array.ItemAt(index) is JsonNumber number ? number.Double : throw new JsonataException("T0412") { Index = 1, Value = array, ElementType = JsonValue.From("numbers") };

    public static bool IsArrayOfStrings(this JsonValue? value)
    {
        if (!value.IsArray())
        {
            return false;
        }

        for (var i = 0; i < value.ItemCount(); i++)
        {
            if (value.ItemAt(i) is not JsonString)
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsArrayOfNumbers(this JsonValue? value)
    {
        if (!value.IsArray())
        {
            return false;
        }

        for (var i = 0; i < value.ItemCount(); i++)
        {
            if (!value.ItemAt(i).IsNumeric(out _))
            {
                return false;
            }
        }

        return true;
    }
}
