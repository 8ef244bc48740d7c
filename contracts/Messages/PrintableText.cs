using System.Globalization;
using System.Text;

namespace PromptToImage.Contracts.Messages;

/// <summary>Makes text from outside safe to show in a message.</summary>
public static class PrintableText
{
    /// <summary>
    /// At most <paramref name="maximum"/> characters of <paramref name="text"/> on one line. Characters that are invisible, or that SQS
    /// rejects in an attribute (controls, lone surrogates, U+FFFE), are escaped as <c>\uXXXX</c>.
    /// </summary>
    public static string OneLine(string text, int maximum)
    {
        var line = new StringBuilder(Math.Min(text.Length, maximum) + 1);
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= maximum)
            {
                return line.Append('…').ToString();
            }

            if (IsVisible(rune))
            {
                line.Append(rune);
            }
            else if (Rune.IsWhiteSpace(rune))
            {
                line.Append(' ');
            }
            else
            {
                line.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            }
        }

        return line.ToString();
    }

    private static bool IsVisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );
}
