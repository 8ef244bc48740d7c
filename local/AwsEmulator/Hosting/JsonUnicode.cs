using System.Globalization;
using System.Text.Unicode;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>Checks that strings in JSON are valid Unicode, which <see cref="System.Text.Json.JsonDocument"/> does not check.</summary>
public static class JsonUnicode
{
    /// <summary>
    /// Whether all strings of a well-formed JSON text are valid Unicode: the text is valid UTF-8, and surrogates in <c>\uXXXX</c> escapes
    /// come in pairs.
    /// </summary>
    public static bool IsUnicode(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return false;
        }

        while (true)
        {
            var escape = json.IndexOf((byte)'\\');
            if (escape < 0)
            {
                return true;
            }

            json = json[escape..];
            if (ReadCodeUnit(json) is not { } unit || !char.IsSurrogate(unit))
            {
                json = json[2..];
                continue;
            }

            if (!char.IsHighSurrogate(unit) || ReadCodeUnit(json[6..]) is not { } next || !char.IsLowSurrogate(next))
            {
                return false;
            }

            json = json[12..];
        }
    }

    // The UTF-16 code unit of an escape at the start, or null.
    private static char? ReadCodeUnit(ReadOnlySpan<byte> json) =>
        json is [(byte)'\\', (byte)'u', ..]
        && json.Length >= 6
        && ushort.TryParse(json.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
