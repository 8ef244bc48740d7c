using System.Text;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary>JavaScript's encodeURIComponent, encodeURI and their inverses. They return null for text that has no such form.</summary>
internal static class UrlText
{
    private const string Unreserved = "-_.!~*'()";
    private const string Reserved = ";/?:@&=+$,#";

    public static string? EncodeComponent(string text) => Encode(text, Unreserved);

    public static string? EncodeWhole(string text) => Encode(text, Unreserved + Reserved);

    public static string? DecodeComponent(string text) => Decode(text, "");

    /// <summary>Leaves the escapes of reserved characters as they are.</summary>
    public static string? DecodeWhole(string text) => Decode(text, Reserved);

    private static string? Encode(string text, string kept)
    {
        var encoded = new StringBuilder(text.Length);
        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiLetterOrDigit(text[i]) || kept.Contains(text[i], StringComparison.Ordinal))
            {
                encoded.Append(text[i]);
                continue;
            }

            if (!Rune.TryGetRuneAt(text, i, out var rune))
            {
                return null;
            }

            i += rune.Utf16SequenceLength - 1;
            foreach (var b in bytes[..rune.EncodeToUtf8(bytes)])
            {
                encoded.Append('%').Append(Convert.ToHexString([b]));
            }
        }

        return encoded.ToString();
    }

    private static string? Decode(string text, string kept)
    {
        var decoded = new StringBuilder(text.Length);
        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                decoded.Append(text[i]);
                continue;
            }

            var start = i;
            var length = 0;
            do
            {
                if (!TryReadByte(text, i, out bytes[length]))
                {
                    return null;
                }

                length++;
                i += 3;
            } while (length < Utf8Length(bytes[0]));

            i--;
            if (Rune.DecodeFromUtf8(bytes[..length], out var rune, out var used) != System.Buffers.OperationStatus.Done || used != length)
            {
                return null;
            }

            if (rune.IsAscii && kept.Contains((char)rune.Value, StringComparison.Ordinal))
            {
                decoded.Append(text, start, 3);
            }
            else
            {
                decoded.Append(rune.ToString());
            }
        }

        return decoded.ToString();
    }

    private static bool TryReadByte(string text, int at, out byte value)
    {
        value = 0;
        return at + 2 < text.Length
            && text[at] == '%'
            && char.IsAsciiHexDigit(text[at + 1])
            && char.IsAsciiHexDigit(text[at + 2])
            && byte.TryParse(text.AsSpan(at + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out value);
    }

    private static int Utf8Length(byte first) => first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}
