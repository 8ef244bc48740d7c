using System.Globalization;
using System.Text.Unicode;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>Checks of JSON text that the parser leaves to whoever reads a string.</summary>
public static class JsonText
{
    /// <summary>
    /// Whether every string in a well-formed JSON text is valid Unicode: its UTF-8, and its <c>\uXXXX</c> escapes,
    /// of which surrogates must come in pairs.
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
            if (UnitOf(json) is not { } unit || !char.IsSurrogate(unit))
            {
                json = json[2..];
                continue;
            }

            if (!char.IsHighSurrogate(unit) || UnitOf(json[6..]) is not { } next || !char.IsLowSurrogate(next))
            {
                return false;
            }

            json = json[12..];
        }
    }

    // The UTF-16 unit of an escape at the start, or null when none is there.
    private static char? UnitOf(ReadOnlySpan<byte> json) =>
        json is [(byte)'\\', (byte)'u', ..]
        && json.Length >= 6
        && ushort.TryParse(json.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
