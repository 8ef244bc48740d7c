using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptToImage.Jsonata.Formats;

/// <summary>Reads a timestamp in ISO 8601. Without an offset it is in UTC.</summary>
internal static partial class IsoTimestamp
{
    /// <returns>Milliseconds since 1970, NaN for a time that does not exist; null if the text is not a timestamp.</returns>
    public static double? Parse(string text) => Accepted().IsMatch(text) ? Read(text) : null;

    private static double Read(string text)
    {
        var match = Timestamp().Match(text);
        if (!match.Success)
        {
            return double.NaN;
        }

        var (year, month, day) = (Number(match, 1, 0), Number(match, 2, 1), Number(match, 3, 1));
        var (hours, minutes, seconds) = (Number(match, 4, 0), Number(match, 5, 0), Number(match, 6, 0));
        var fraction = match.Groups[7].Value.PadRight(3, '0')[..3];
        var millis = double.Parse(fraction, CultureInfo.InvariantCulture);
        var isEndOfDay = hours == 24 && minutes == 0 && seconds == 0 && millis == 0;
        if (month is < 1 or > 12 || day < 1 || day > 31 || (hours > 23 && !isEndOfDay) || minutes > 59 || seconds > 59)
        {
            return double.NaN;
        }

        var (offsetHours, offsetMinutes) = (Number(match, 9, 0), Number(match, 10, 0));
        if (offsetHours > 23 || offsetMinutes > 59)
        {
            return double.NaN;
        }

        // Date.UTC takes the years from 0 to 99 for those from 1900 on.
        var start = UtcDate.Utc(year + 400, month - 1, day, hours, minutes, seconds, millis) - 146_097 * UtcDate.Day;
        var offset = (offsetHours * 60 + offsetMinutes) * 60_000;
        return match.Groups[8].Value == "-" ? start + offset : start - offset;
    }

    private static double Number(Match match, int group, double missing) =>
        match.Groups[group].Success ? double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : missing;

    [GeneratedRegex(@"^\d{4}(-[01]\d)*(-[0-3]\d)*(T[0-2]\d:[0-5]\d:[0-5]\d)*(\.\d+)?([+-][0-2]\d:?[0-5]\d|Z)?\z", RegexOptions.ECMAScript)]
    private static partial Regex Accepted();

    [GeneratedRegex(@"^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):?(\d\d))?)?$", RegexOptions.ECMAScript)]
    private static partial Regex Timestamp();
}
