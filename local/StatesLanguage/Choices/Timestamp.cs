using System.Globalization;
using System.Text.RegularExpressions;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Choices;

/// <summary>Reads a timestamp of the States Language: RFC 3339 with an uppercase T and, without an offset, an uppercase Z.</summary>
internal static partial class Timestamp
{
    private const int Decimals = 7;

    public static bool TryRead(JsonValue? value, out DateTimeOffset timestamp)
    {
        timestamp = default;
        return value is JsonString s && TryRead(s.Value, out timestamp);
    }

    public static bool TryRead(string text, out DateTimeOffset timestamp)
    {
        timestamp = default;
        return Format().IsMatch(text)
            && DateTimeOffset.TryParse(
                WithoutNanoseconds(text),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out timestamp
            );
    }

    // .NET has seven decimals and would round up, into the next second or out of range.
    private static string WithoutNanoseconds(string text)
    {
        var end = text.IndexOf('.', StringComparison.Ordinal) + 1 + Decimals;
        return end > Decimals && end < text.Length ? text[..end] + text[end..].TrimStart("0123456789".ToCharArray()) : text;
    }

    // Seconds may be left out: AWS reads what java.time's ISO_OFFSET_DATE_TIME reads.
    [GeneratedRegex(
        @"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$",
        RegexOptions.CultureInvariant | RegexOptions.ECMAScript
    )]
    private static partial Regex Format();
}
