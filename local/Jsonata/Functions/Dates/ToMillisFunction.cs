using PromptToImage.Jsonata.Formats;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Dates;

/// <summary>
/// <c>$toMillis(timestamp, pattern)</c>: the milliseconds since 1970 of a timestamp in ISO 8601 or by an XPath format pattern
/// (https://docs.jsonata.org/date-time-functions#tomillis).
/// </summary>
internal static class ToMillisFunction
{
    public static readonly NativeFunction Function = new(
        "toMillis",
        "<s-s?:n>",
        2,
        static (arguments, in call) => arguments.TryText(0, out var timestamp) ? Convert(timestamp, arguments, call) : null
    );

    private static JsonNumber? Convert(string timestamp, Arguments arguments, in FunctionCall call)
    {
        if (!arguments.TryText(1, out var pattern))
        {
            return JsonNumber.FromJavaScript(
                IsoTimestamp.Parse(timestamp) ?? throw new JsonataException("D3110") { Value = arguments[0] }
            );
        }

        return DateTimeParser.Parse(DateTimeFormat.Parse(pattern), timestamp, call.Evaluation) is { } millis
            ? JsonNumber.FromJavaScript(millis)
            : null;
    }
}
