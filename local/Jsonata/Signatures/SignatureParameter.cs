using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Signatures;

/// <summary>One parameter of a signature.</summary>
/// <param name="Types">The letters of the types that it accepts.</param>
internal sealed record SignatureParameter(string Types)
{
    private const char Undefined = 'm';

    /// <summary>0 for an optional parameter.</summary>
    public int Least { get; init; } = 1;

    public int Most { get; init; } = 1;

    /// <summary>The context value takes the place of a missing argument.</summary>
    public bool TakesContext { get; init; }

    /// <summary>A single value becomes an array.</summary>
    public bool IsArray { get; init; }

    /// <summary>The letter of the items' type; null for any.</summary>
    public string? ItemType { get; init; }

    public bool Accepts(JsonValue? value) => Types.Contains(LetterOf(value), StringComparison.Ordinal);

    /// <exception cref="JsonataException">T0412: an item has another type.</exception>
    public JsonValue? ToArray(JsonValue? value, int index)
    {
        if (value is null)
        {
            return null;
        }

        var letter = LetterOf(value);
        if (ItemType is { Length: > 0 } && !(letter == 'a' ? AreItems(value, ItemType[0]) : ItemType == letter.ToString()))
        {
            throw new JsonataException("T0412")
            {
                Value = value,
                Index = index + 1,
                ElementType = NameOf(ItemType) is { } name ? JsonValue.From(name) : null,
            };
        }

        return letter == 'a' ? value : ArrayValue.From([value]);
    }

    private static bool AreItems(JsonValue array, char letter)
    {
        for (var i = 0; i < array.ItemCount(); i++)
        {
            if (LetterOf(array.ItemAt(i)) != letter)
            {
                return false;
            }
        }

        return true;
    }

    private static char LetterOf(JsonValue? value) =>
        value?.Kind switch
        {
            null => Undefined,
            JsonKind.String => 's',
            JsonKind.Number => 'n',
            JsonKind.True or JsonKind.False => 'b',
            JsonKind.Null => 'l',
            JsonKind.Array => 'a',
            JsonKind.Object => 'o',
            _ => 'f',
        };

    private static string? NameOf(string letter) =>
        letter switch
        {
            "a" => "arrays",
            "b" => "booleans",
            "f" => "functions",
            "n" => "numbers",
            "o" => "objects",
            "s" => "strings",
            _ => null,
        };
}
