using System.Buffers;
using System.Text;

namespace PromptToImage.Jsonata.Json;

/// <summary>How strings are written: only what JSON demands is escaped, as AWS does.</summary>
internal static class JsonText
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"
    );

    // A lone surrogate has no UTF-8 form, so it stays an escape.
    private static readonly SearchValues<char> Surrogates = SearchValues.Create(
        Enumerable.Range(0xD800, 0x800).Select(c => (char)c).ToArray()
    );

    public static bool NeedsEscape(ReadOnlySpan<char> value) => value.ContainsAny(Escaped) || HasLoneSurrogate(value);

    public static int QuotedSize(string value)
    {
        if (!NeedsEscape(value))
        {
            return Encoding.UTF8.GetByteCount(value) + 2;
        }

        var text = new StringBuilder(value.Length + 16);
        AppendQuoted(text, value);
        var size = 0;
        foreach (var chunk in text.GetChunks())
        {
            size += Encoding.UTF8.GetByteCount(chunk.Span);
        }

        return size;
    }

    public static void AppendQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        if (!NeedsEscape(value))
        {
            text.Append(value).Append('"');
            return;
        }
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            switch (c)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case < ' ':
                    AppendCode(text, c);
                    break;
                default:
                    if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                    {
                        text.Append(c).Append(value[++i]);
                    }
                    else if (char.IsSurrogate(c))
                    {
                        AppendCode(text, c);
                    }
                    else
                    {
                        text.Append(c);
                    }

                    break;
            }
        }
        text.Append('"');
    }

    /// <summary>The text with U+FFFD for each lone surrogate, as everyone reads it who gets it in UTF-8.</summary>
    public static string WellFormed(string value) =>
        HasLoneSurrogate(value) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value)) : value;

    private static void AppendCode(StringBuilder text, char c) =>
        text.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));

    public static bool HasLoneSurrogate(ReadOnlySpan<char> value)
    {
        var at = value.IndexOfAny(Surrogates);
        while (at >= 0)
        {
            if (!char.IsHighSurrogate(value[at]) || at + 1 == value.Length || !char.IsLowSurrogate(value[at + 1]))
            {
                return true;
            }

            value = value[(at + 2)..];
            at = value.IndexOfAny(Surrogates);
        }
        return false;
    }
}
