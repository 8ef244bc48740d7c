using System.Text;

namespace PromptToImage.Jsonata.Formats;

/// <summary>Roman numbers.</summary>
internal static class RomanNumber
{
    private static readonly (int Value, string Letters)[] Numerals =
    [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];

    public static string Format(double value)
    {
        var text = new StringBuilder();
        foreach (var (worth, letters) in Numerals)
        {
            for (; value >= worth; value -= worth)
            {
                text.Append(letters);
            }
        }

        return text.ToString();
    }

    /// <param name="text">In capital letters.</param>
    /// <returns>NaN if a letter is not a numeral.</returns>
    public static double Parse(string text)
    {
        var value = 0.0;
        var largest = 1.0;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            var digit = Array.Find(Numerals, n => n.Letters.Length == 1 && n.Letters[0] == char.ToLowerInvariant(text[i]) && char.IsAsciiLetterUpper(text[i])).Value;
            if (digit == 0)
            {
                return double.NaN;
            }

            value += digit < largest ? -digit : digit;
            largest = Math.Max(largest, digit);
        }

        return value;
    }
}
