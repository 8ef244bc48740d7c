using PromptToImage.Jsonata.RegularExpressions;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Formats;

/// <summary>
/// Reads a time that was written by a format pattern. Components left of the first given one are those of the evaluation's time; components
/// right of the last given one are their least values; a gap between them is an error.
/// </summary>
internal static class DateTimeParser
{
    private const string DateComponents = "YXMxWwdD";
    private const string TimeComponents = "PHhmsf";

    // Which of the components above a form of a date or time may have.
    private const int YearMonthDay = 0b10100001;
    private const int YearDay = 0b10000010;
    private const int YearMonthWeekDay = 0b01010100;
    private const int YearWeekDay = 0b01001000;
    private const int Hours24 = 0b010111;
    private const int Hours12 = 0b101111;

    /// <returns>Milliseconds since 1970, NaN for a time that does not exist; null if the text does not match.</returns>
    /// <exception cref="JsonataException">D3130, D3133, D3136: the format pattern cannot be applied.</exception>
    public static double? Parse(DateTimeFormat format, string timestamp, Evaluation evaluation)
    {
        var readers = format.Parts.Select(PartReader.For).ToArray();
        var pattern = $"^{string.Concat(readers.Select(reader => $"({reader.Pattern})"))}$";
        if (Match(pattern, timestamp, evaluation) is not { } groups)
        {
            return null;
        }

        var components = new Dictionary<char, double>();
        for (var i = 0; i < readers.Length; i++)
        {
            if (readers[i].Read is { } read && groups[2 * i + 2] >= 0)
            {
                components[readers[i].Component] = read(timestamp[groups[2 * i + 2]..groups[2 * i + 3]]);
            }
        }

        return components.Count == 0 ? null : Combine(components, UtcDate.From(evaluation.Settings.Now.ToUnixTimeMilliseconds()));
    }

    private static int[]? Match(string pattern, string timestamp, Evaluation evaluation)
    {
        try
        {
            return RegularExpression.Parse(pattern, ignoreCase: true, multiline: false).Match(timestamp, 0, evaluation.Spend);
        }
        catch (RegularExpressionException error)
        {
            throw new JsonataException("S0303", error.Message);
        }
    }

    private static double Combine(Dictionary<char, double> components, UtcDate now)
    {
        var date = Mask(components, DateComponents);
        var time = Mask(components, TimeComponents);
        var isYearDay = !Is(date, YearMonthDay) && Is(date, YearDay);
        var isMonthWeek = Is(date, YearMonthWeekDay);
        var isYearWeek = !isMonthWeek && Is(date, YearWeekDay);
        var is12Hours = !Is(time, Hours24) && Is(time, Hours12);
        FillIn(components, (isYearDay ? "YD" : isMonthWeek ? "XxwF" : isYearWeek ? "XWF" : "YMD") + (is12Hours ? "Phmsf" : "Hmsf"), now);
        if (isMonthWeek || isYearWeek)
        {
            throw new JsonataException("D3136");
        }

        var month = Get(components, 'M') > 0 ? components['M'] - 1 : 0;
        var day = Get(components, 'D');
        var hours = Get(components, 'H');
        if (isYearDay)
        {
            var derived = UtcDate.From(UtcDate.Utc(Get(components, 'Y'), 0) + (Get(components, 'd') - 1) * UtcDate.Day);
            (month, day) = (derived.Month, derived.DayOfMonth);
        }

        if (is12Hours)
        {
            hours = (Get(components, 'h') == 12 ? 0 : Get(components, 'h')) + (Get(components, 'P') == 1 ? 12 : 0);
        }

        var millis = UtcDate.Utc(Get(components, 'Y'), month, day, hours, Get(components, 'm'), Get(components, 's'), Get(components, 'f'));
        return millis - (IsGiven(components, 'Z') ? components['Z'] : IsGiven(components, 'z') ? components['z'] : 0) * 60_000;
    }

    private static void FillIn(Dictionary<char, double> components, string order, UtcDate now)
    {
        var (started, ended) = (false, false);
        foreach (var component in order)
        {
            if (components.TryGetValue(component, out var given) && !double.IsNegativeInfinity(given))
            {
                started = true;
                if (ended)
                {
                    throw new JsonataException("D3136");
                }
            }
            else if (started)
            {
                components[component] = component is 'M' or 'D' or 'd' ? 1 : 0;
                ended = true;
            }
            else
            {
                components[component] = DateTimeComponent.For(now, component) ?? 0;
            }
        }
    }

    private static int Mask(Dictionary<char, double> components, string order) =>
        order.Aggregate(0, (mask, component) => mask << 1 | (IsGiven(components, component) ? 1 : 0));

    /// <summary>As JavaScript's truth: 0 counts as not given.</summary>
    private static bool IsGiven(Dictionary<char, double> components, char component) =>
        components.TryGetValue(component, out var value) && value != 0 && double.IsFinite(value);

    private static bool Is(int mask, int form) => (~form & mask) == 0 && (form & mask) != 0;

    private static double Get(Dictionary<char, double> components, char component) =>
        components.TryGetValue(component, out var value) && double.IsFinite(value) ? value : double.NaN;
}
