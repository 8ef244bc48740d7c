using System.Globalization;
using System.Text.RegularExpressions;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Choices;

/// <summary>Timestamps as the language wants them: RFC 3339 with a capital T and, without an offset, a capital Z.</summary>
internal static partial class Timestamp
{
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
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out timestamp
            );
    }

    // Seconds may be left out: AWS reads what java.time's ISO_OFFSET_DATE_TIME reads.
    [GeneratedRegex(
        @"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$",
        RegexOptions.CultureInvariant | RegexOptions.ECMAScript
    )]
    private static partial Regex Format();
}
