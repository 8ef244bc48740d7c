namespace PromptToImage.Jsonata.Formats;

/// <summary>Takes components out of a time: https://www.w3.org/TR/xpath-functions-31/#formatting-dates-and-times.</summary>
internal static class DateTimeComponent
{
    private const double Week = 7 * UtcDate.Day;

    /// <returns>The number; null for a component that is not a number.</returns>
    public static double? For(UtcDate date, char component) =>
        component switch
        {
            'Y' => date.Year,
            'M' => date.Month + 1,
            'D' => date.DayOfMonth,
            'd' => (Today(date) - UtcDate.Utc(date.Year, 0)) / UtcDate.Day + 1,
            'F' => date.DayOfWeek == 0 ? 7 : date.DayOfWeek,
            'W' => WeekOfYear(date),
            'w' => WeekOfMonth(date),
            'X' => WeekYear(date),
            'x' => WeekMonth(date),
            'H' => date.Hours,
            'h' => date.Hours % 12 == 0 ? 12 : date.Hours % 12,
            'm' => date.Minutes,
            's' => date.Seconds,
            'f' => date.Milliseconds,
            _ => null,
        };

    private static double Today(UtcDate date) => UtcDate.Utc(date.Year, date.Month, date.DayOfMonth);

    /// <summary>The Monday of the week that has the first Thursday of the year or month.</summary>
    private static double FirstWeek(double year, double month)
    {
        var first = UtcDate.Utc(year, month);
        var weekday = UtcDate.From(first).DayOfWeek;
        weekday = weekday == 0 ? 7 : weekday;
        return weekday > 4 ? first + (8 - weekday) * UtcDate.Day : first - (weekday - 1) * UtcDate.Day;
    }

    private static double WeekOfYear(UtcDate date) =>
        WeekIn(Today(date), FirstWeek(date.Year, 0), FirstWeek(date.Year + 1, 0), FirstWeek(date.Year - 1, 0), most: 52);

    private static double WeekOfMonth(UtcDate date)
    {
        var (nextYear, nextMonth) = Next(date);
        var (previousYear, previousMonth) = Previous(date);
        return WeekIn(
            Today(date),
            FirstWeek(date.Year, date.Month),
            FirstWeek(nextYear, nextMonth),
            FirstWeek(previousYear, previousMonth),
            most: 4
        );
    }

    private static double WeekIn(double today, double start, double next, double previous, int most)
    {
        var week = (today - start) / Week + 1;
        return Math.Floor(
            week > most && today >= next ? 1
            : week < 1 ? (today - previous) / Week + 1
            : week
        );
    }

    private static double WeekYear(UtcDate date) =>
        date.Millis < FirstWeek(date.Year, 0) ? date.Year - 1
        : date.Millis >= FirstWeek(date.Year + 1, 0) ? date.Year + 1
        : date.Year;

    private static double WeekMonth(UtcDate date)
    {
        var (nextYear, nextMonth) = Next(date);
        return date.Millis < FirstWeek(date.Year, date.Month) ? Previous(date).Month + 1
            : date.Millis >= FirstWeek(nextYear, nextMonth) ? nextMonth + 1
            : date.Month + 1;
    }

    private static (double Year, double Month) Next(UtcDate date) => date.Month == 11 ? (date.Year + 1, 0) : (date.Year, date.Month + 1);

    private static (double Year, double Month) Previous(UtcDate date) => date.Month == 0 ? (date.Year - 1, 11) : (date.Year, date.Month - 1);
}
