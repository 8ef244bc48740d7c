using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PromptToImage.CommandLine;

/// <summary>Makes text from prompts and errors safe for a terminal, which obeys control characters.</summary>
internal static partial class PlainText
{
    /// <summary>One line: tab, newline and backslash are escaped as in C, other control and format characters as \uXXXX.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\t' => line.Append(@"\t"),
                '\n' => line.Append(@"\n"),
                '\r' => line.Append(@"\r"),
                '\\' => line.Append(@"\\"),
                _ when IsActive(rune) => line.Append(CultureInfo.InvariantCulture, $@"\u{rune.Value:X4}"),
                _ => line.Append(rune.ToString()),
            };
        }
        return line.ToString();
    }

    /// <summary>Like <see cref="OneLine"/>, but keeps lines, tabs and backslashes. For people, not for scripts.</summary>
    public static string Block(string text)
    {
        var block = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || !IsActive(rune))
            {
                block.Append(rune.ToString());
            }
            else if (rune.Value != '\r')
            {
                block.Append(CultureInfo.InvariantCulture, $@"\u{rune.Value:X4}");
            }
        }
        return block.ToString();
    }

    /// <summary>
    /// Escapes control and format characters in JSON text, where they can only be part of strings, and no others: .NET's encoders also
    /// escape all characters beyond U+FFFF, such as emoji.
    /// </summary>
    public static string ReadableJson(string json)
    {
        var text = new StringBuilder(json.Length);
        Span<char> units = stackalloc char[2];
        foreach (var rune in SurrogatePair().Replace(json, match => Unescaped(match.Groups["high"], match.Groups["low"])).EnumerateRunes())
        {
            if (!IsActive(rune))
            {
                text.Append(rune.ToString());
                continue;
            }

            foreach (var unit in units[..rune.EncodeToUtf16(units)])
            {
                text.Append(CultureInfo.InvariantCulture, $@"\u{(int)unit:X4}");
            }
        }

        return text.ToString();
    }

    /// <summary>At most <paramref name="length"/> characters. The last one is an ellipsis where text is left out.</summary>
    public static string Shortened(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return text[..end] + "…";
    }

    private static string Unescaped(Group high, Group low) => new([Unit(high), Unit(low)]);

    private static char Unit(Group digits) => (char)ushort.Parse(digits.ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>An escaped pair of surrogates whose first backslash is not itself escaped.</summary>
    [GeneratedRegex(@"(?<=(?<!\\)(\\\\)*)\\u(?<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?<low>[dD][c-fC-F][0-9a-fA-F]{2})")]
    private static partial Regex SurrogatePair();

    /// <summary>Control characters move the cursor; format characters, such as direction marks, change how text reads.</summary>
    private static bool IsActive(Rune rune)
    {
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control => true,
            // Joiners are part of emoji and of Indic scripts.
            UnicodeCategory.Format => rune.Value is not (0x200C or 0x200D),
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
            _ => false,
        };
    }
}
