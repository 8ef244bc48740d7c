using System.Globalization;
using System.Text;

namespace PromptToImage.AwsEmulator.Mail;

/// <summary>RFC 2045, section 6.7.</summary>
internal static class QuotedPrintable
{
    private const int LongestLine = 76;

    /// <summary>Every line end as CR LF.</summary>
    public static string NormalizeLines(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal);

    /// <summary>Whether a text can go as it is: ASCII in lines that no server has to break.</summary>
    public static bool IsPlain(string text)
    {
        var column = 0;
        foreach (var letter in text)
        {
            if (letter is '\r' or '\n')
            {
                column = 0;
            }
            else if (letter is > '~' or (< ' ' and not '\t') || ++column > 900)
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="text">With lines ended by CR LF.</param>
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length + (text.Length / 8));
        var lines = text.Split("\r\n");
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
            {
                encoded.Append("\r\n");
            }

            Line(encoded, Encoding.UTF8.GetBytes(lines[i]));
        }

        return encoded.ToString();
    }

    private static void Line(StringBuilder encoded, ReadOnlySpan<byte> line)
    {
        var column = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var value = line[i];
            // White space before a line's end could be cut off on the way.
            var literal =
                value is >= (byte)'!' and <= (byte)'~' and not (byte)'=' || (value is (byte)' ' or (byte)'\t' && i < line.Length - 1);
            var width = literal ? 1 : 3;
            if (column + width > LongestLine - 1)
            {
                encoded.Append("=\r\n");
                column = 0;
            }

            if (literal)
            {
                encoded.Append((char)value);
            }
            else
            {
                encoded.Append('=').Append(value.ToString("X2", CultureInfo.InvariantCulture));
            }

            column += width;
        }
    }
}
