using PromptToImage.Jsonata.Formats;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Dates;

/// <summary>
/// <c>$fromMillis(number, pattern, timezone)</c>: milliseconds since 1970 as ISO 8601 or by an XPath format pattern
/// (https://docs.jsonata.org/date-time-functions#frommillis).
/// </summary>
internal static class FromMillisFunction
{
    public static readonly NativeFunction Function = new(
        "fromMillis",
        "<n-s?s?:s>",
        3,
        static (arguments, in call) => arguments.TryNumber(0, out var millis) ? Format(millis, arguments, 1) : null
    );

    private static readonly DateTimeFormat Iso8601 = DateTimeFormat.Parse("[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]");

    /// <param name="first">The index of the argument that is the format pattern; the next one is the timezone.</param>
    public static JsonString Format(double millis, Arguments arguments, int first)
    {
        var format = arguments.TryText(first, out var text) ? DateTimeFormat.Parse(text) : Iso8601;
        var offset = arguments.TryText(first + 1, out var timezone) ? TimezoneOffset.Parse(timezone) : default;
        return new JsonString(DateTimeFormatter.Format(format, millis, offset));
    }
}
