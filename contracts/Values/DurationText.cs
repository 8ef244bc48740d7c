using System.Globalization;

namespace PromptToImage.Contracts.Values;

/// <summary>Formats a duration in units that are easy to read.</summary>
public static class DurationText
{
    /// <summary>
    /// For example <c>350 ms</c>, <c>4.2 s</c>, <c>3 min 20 s</c>, <c>5 h 10 min</c>, <c>2 d 4 h</c>. A negative duration counts as 0.
    /// </summary>
    public static string Format(TimeSpan duration)
    {
        var culture = CultureInfo.InvariantCulture;
        return duration switch
        {
            { TotalMilliseconds: < 1000 } => string.Create(culture, $"{Math.Max(0, duration.TotalMilliseconds):0} ms"),
            { TotalMinutes: < 1 } => string.Create(culture, $"{duration.TotalSeconds:0.0} s"),
            { TotalHours: < 1 } => string.Create(culture, $"{duration.Minutes} min {duration.Seconds} s"),
            { TotalDays: < 1 } => string.Create(culture, $"{duration.Hours} h {duration.Minutes} min"),
            _ => string.Create(culture, $"{(int)duration.TotalDays} d {duration.Hours} h"),
        };
    }
}
