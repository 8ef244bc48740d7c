using System.Globalization;
using System.Text.RegularExpressions;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Choices;

/// <summary>Parses a timestamp of the States Language: RFC 3339 with an uppercase T, and an uppercase Z or an offset.</summary>
/// <remarks>https://states-language.net/#timestamps</remarks>
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

    // .NET keeps seven decimals and rounds the others up, which can give the next second or a time out of range.
    private static string WithoutNanoseconds(string text)
    {
        var end = text.IndexOf('.', StringComparison.Ordinal) + 1 + Decimals;
        return end > Decimals && end < text.Length ? text[..end] + text[end..].TrimStart("0123456789".ToCharArray()) : text;
    }

    // Seconds are optional: AWS accepts what ISO_OFFSET_DATE_TIME of java.time accepts.
    [GeneratedRegex(
        @"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$",
        RegexOptions.CultureInvariant | RegexOptions.ECMAScript
    )]
    private static partial Regex Format();
}
