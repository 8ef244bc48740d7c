using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Pictures;

namespace PromptToImage.Jsonata.Functions.Dates;

/// <summary><c>$fromMillis(number, picture, timezone)</c>: milliseconds since 1970 as ISO 8601 or by an XPath picture string (https://docs.jsonata.org/date-time-functions#frommillis).</summary>
internal static class FromMillisFunction
{
    public static readonly NativeFunction Function = new("fromMillis", "<n-s?s?:s>", 3, static (arguments, in call) => arguments.TryNumber(0, out var millis) ? Format(millis, arguments, 1) : null);

    private static readonly DateTimePicture Iso8601 = DateTimePicture.Parse("[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]");

    /// <param name="first">The index of the argument that is the picture string; the next one is the timezone.</param>
    public static JsonString Format(double millis, Arguments arguments, int first)
    {
        var picture = arguments.TryText(first, out var text) ? DateTimePicture.Parse(text) : Iso8601;
        var offset = arguments.TryText(first + 1, out var timezone) ? TimezoneOffset.Parse(timezone) : default;
        return new JsonString(DateTimeFormatter.Format(picture, millis, offset));
    }
}
