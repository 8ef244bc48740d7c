namespace PromptToImage.Jsonata.Formats;

/// <summary>
/// A time in UTC with JavaScript's range: 100 million days around 1970, or no valid time at all. Components are then NaN.
/// </summary>
/// <param name="Millis">Milliseconds since 1970.</param>
internal readonly record struct UtcDate(double Millis)
{
    public const double Day = 24 * 60 * 60 * 1000;
    private const double Farthest = 8.64e15;

    public double Year => Civil.Year;

    /// <summary>From 0 on.</summary>
    public double Month => Civil.Month;

    public double DayOfMonth => Civil.Day;

    /// <summary>0 is Sunday.</summary>
    public double DayOfWeek => Modulo(Math.Floor(Millis / Day) + 4, 7);

    public double Hours => Math.Floor(Modulo(Millis, Day) / 3_600_000);

    public double Minutes => Math.Floor(Modulo(Millis, 3_600_000) / 60_000);

    public double Seconds => Math.Floor(Modulo(Millis, 60_000) / 1000);

    public double Milliseconds => Modulo(Millis, 1000);

    private (double Year, double Month, double Day) Civil => double.IsNaN(Millis) ? (double.NaN, double.NaN, double.NaN) : FromDays(Math.Floor(Millis / Day));

    public static UtcDate From(double millis) => new(Math.Abs(millis) <= Farthest ? Math.Truncate(millis) : double.NaN);

    /// <summary>As JavaScript's Date.UTC: years from 0 to 99 are in the twentieth century, and components may exceed their range.</summary>
    /// <param name="month">From 0 on.</param>
    public static double Utc(double year, double month, double day = 1, double hours = 0, double minutes = 0, double seconds = 0, double millis = 0)
    {
        var y = Math.Truncate(year);
        y = y is >= 0 and <= 99 ? 1900 + y : y;
        var m = Math.Truncate(month);
        var days = ToDays(y + Math.Floor(m / 12), Modulo(m, 12)) + Math.Truncate(day) - 1;
        return From(days * Day + Math.Truncate(hours) * 3_600_000 + Math.Truncate(minutes) * 60_000 + Math.Truncate(seconds) * 1000 + Math.Truncate(millis)).Millis;
    }

    private static double Modulo(double value, double divisor) => value - divisor * Math.Floor(value / divisor);

    /// <summary>The days from 1970 to the first of a month, in years that begin in March.</summary>
    private static double ToDays(double year, double month)
    {
        var y = month < 2 ? year - 1 : year;
        var era = Math.Floor(y / 400);
        var yearOfEra = y - era * 400;
        var dayOfYear = Math.Floor((153 * Modulo(month + 10, 12) + 2) / 5);
        return era * 146_097 + yearOfEra * 365 + Math.Floor(yearOfEra / 4) - Math.Floor(yearOfEra / 100) + dayOfYear - 719_468;
    }

    private static (double Year, double Month, double Day) FromDays(double days)
    {
        var z = days + 719_468;
        var era = Math.Floor(z / 146_097);
        var dayOfEra = z - era * 146_097;
        var yearOfEra = Math.Floor(
            (dayOfEra - Math.Floor(dayOfEra / 1460) + Math.Floor(dayOfEra / 36_524) - Math.Floor(dayOfEra / 146_096)) / 365
        );
        var dayOfYear = dayOfEra - (365 * yearOfEra + Math.Floor(yearOfEra / 4) - Math.Floor(yearOfEra / 100));
        var marchMonth = Math.Floor((5 * dayOfYear + 2) / 153);
        var month = marchMonth < 10 ? marchMonth + 2 : marchMonth - 10;
        return (yearOfEra + era * 400 + (month < 2 ? 1 : 0), month, dayOfYear - Math.Floor((153 * marchMonth + 2) / 5) + 1);
    }
}
