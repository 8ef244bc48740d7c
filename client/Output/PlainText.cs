using System.Globalization;
using System.Text;

namespace PromptToImage.Client.Output;

/// <summary>Text from prompts and errors, made safe to show: it is somebody else's, and a terminal obeys what it is sent.</summary>
internal static class PlainText
{
    /// <summary>On one line, with nothing that a terminal would act on: tab, newline and backslash as in C, the rest as \uXXXX.</summary>
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

    /// <summary>As <see cref="OneLine"/>, but with lines kept and backslashes as they are: for reading, not for parsing.</summary>
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

    /// <summary>At most so many characters, the last of them an ellipsis when something is left out.</summary>
    public static string Shortened(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return text[..end] + "…";
    }

    /// <summary>Control characters drive a terminal; format characters (direction marks among them) make text lie.</summary>
    private static bool IsActive(Rune rune)
    {
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control => true,
            // The joiners inside emoji and Indic scripts are part of what is written.
            UnicodeCategory.Format => rune.Value is not (0x200C or 0x200D),
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
            _ => false,
        };
    }
}
