using System.Text;

namespace PromptToImage.AwsEmulator.Mail;

/// <summary>Text made fit for a mail header. Control characters become spaces, so that no value ends its line.</summary>
internal static class HeaderText
{
    // RFC 2047, section 2: an encoded word is at most 75 characters, a line that has one at most 76.
    private const int LongestLine = 76;
    private const string Opening = "=?utf-8?Q?";
    private const string Closing = "?=";

    /// <summary>ASCII as it is; anything else dropped to '?'. For values that are ASCII by their making.</summary>
    public static string Plain(string value) =>
        string.Create(
            value.Length,
            value,
            static (span, text) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = text[i] is >= ' ' and <= '~' ? text[i] : '?';
                }
            }
        );

    /// <summary>A local part: letters, digits, dots, dashes and underscores.</summary>
    public static string Atom(string value) =>
        string.Create(
                value.Length,
                value,
                static (span, text) =>
                {
                    for (var i = 0; i < span.Length; i++)
                    {
                        span[i] = char.IsAsciiLetterOrDigit(text[i]) || text[i] is '-' or '_' ? text[i] : '.';
                    }
                }
            )
            .Trim('.');

    /// <summary>A display name: quoted, or encoded when it is not ASCII.</summary>
    public static string Phrase(string name)
    {
        var clean = WithoutControls(name);
        return IsAscii(clean)
            ? $"\"{clean.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : Encoded(clean, "From: ".Length);
    }

    /// <param name="used">Characters on the line before the value.</param>
    public static string Unstructured(string value, int used)
    {
        var clean = WithoutControls(value);
        // "=?" would be taken for an encoded word; a line that long without a space could not be folded.
        return IsAscii(clean) && !clean.Contains("=?", StringComparison.Ordinal) && clean.Length + used <= 900
            ? Folded(clean, used)
            : Encoded(clean, used);
    }

    private static string Folded(string text, int used)
    {
        var folded = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (folded.Length > 0)
            {
                // A line of nothing but spaces is not allowed, so only before a word.
                var fold = used + 1 + word.Length > LongestLine && word.Length > 0;
                folded.Append(fold ? "\r\n " : " ");
                used = fold ? 1 : used + 1;
            }

            folded.Append(word);
            used += word.Length;
        }

        return folded.ToString();
    }

    private static string Encoded(string text, int used)
    {
        var encoded = new StringBuilder(Opening);
        used += Opening.Length;
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var word = Word(bytes[..rune.EncodeToUtf8(bytes)]);
            if (used + word.Length + Closing.Length > LongestLine)
            {
                encoded.Append(Closing).Append("\r\n ").Append(Opening);
                used = 1 + Opening.Length;
            }

            encoded.Append(word);
            used += word.Length;
        }

        return encoded.Append(Closing).ToString();
    }

    private static string Word(ReadOnlySpan<byte> rune)
    {
        if (rune.Length == 1 && rune[0] == ' ')
        {
            return "_";
        }

        if (
            rune.Length == 1
            && (char.IsAsciiLetterOrDigit((char)rune[0]) || rune[0] is (byte)'!' or (byte)'*' or (byte)'+' or (byte)'-' or (byte)'/')
        )
        {
            return ((char)rune[0]).ToString();
        }

        var word = new StringBuilder();
        foreach (var value in rune)
        {
            word.Append('=').Append(value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return word.ToString();
    }

    private static string WithoutControls(string text) =>
        string.Create(
            text.Length,
            text,
            static (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = char.IsControl(source[i]) || source[i] is '\u2028' or '\u2029' ? ' ' : source[i];
                }
            }
        );

    private static bool IsAscii(string text) => System.Text.Ascii.IsValid(text);
}
