using System.Globalization;

namespace PromptToImage.Contracts.Values;

/// <summary>A duration as text, in the units <c>ms</c>, <c>s</c>, <c>min</c>, <c>h</c> and <c>d</c>.</summary>
public static class DurationText
{
    // A longer one is a mistake, and could leave the range of dates.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    /// <summary>Parses a number and a unit, for example <c>1.5h</c>. <c>0</c> needs no unit.</summary>
    /// <returns>False where the text is not a duration of at most 36,500 days.</returns>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var trimmed = text.Trim();
        var digits = trimmed.AsSpan().TrimEnd("abcdefghijklmnopqrstuvwxyz");
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            return false;
        }

        TimeSpan? unit = trimmed[digits.Length..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "s" => TimeSpan.FromSeconds(1),
            "min" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            "d" => TimeSpan.FromDays(1),
            "" when amount == 0 => TimeSpan.Zero,
            _ => null,
        };
        if (unit is not { } one || amount * one.TotalDays > Longest.TotalDays)
        {
            return false;
        }

        duration = one * amount;
        return true;
    }

    /// <summary>
    /// For example <c>350 ms</c>, <c>4.2 s</c>, <c>3 min 20 s</c>, <c>5 h 10 min</c>, <c>2 d 4 h</c>. A negative duration counts as 0.
    /// </summary>
    public static string Format(TimeSpan duration)
    {
        // Each duration is rounded to what is shown before the unit is chosen: 59.97 s is 1 min 0 s, not 60.0 s.
        var culture = CultureInfo.InvariantCulture;
        var milliseconds = Math.Round(Math.Max(0, duration.TotalMilliseconds), MidpointRounding.AwayFromZero);
        if (milliseconds < 1000)
        {
            return string.Create(culture, $"{milliseconds} ms");
        }

        var seconds = Math.Round(duration.TotalSeconds, 1, MidpointRounding.AwayFromZero);
        if (seconds < 60)
        {
            return string.Create(culture, $"{seconds:0.0} s");
        }

        var whole = (long)Math.Round(duration.TotalSeconds, MidpointRounding.AwayFromZero);
        if (whole < 3600)
        {
            return string.Create(culture, $"{whole / 60} min {whole % 60} s");
        }

        var minutes = (long)Math.Round(duration.TotalMinutes, MidpointRounding.AwayFromZero);
        if (minutes < 24 * 60)
        {
            return string.Create(culture, $"{minutes / 60} h {minutes % 60} min");
        }

        var hours = (long)Math.Round(duration.TotalHours, MidpointRounding.AwayFromZero);
        return string.Create(culture, $"{hours / 24} d {hours % 24} h");
    }
}
