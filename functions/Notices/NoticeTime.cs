using System.Globalization;

namespace PromptToImage.Functions.Notices;

/// <summary>Formats times and durations for people.</summary>
public static class NoticeTime
{
    /// <summary>UTC in seconds; with <paramref name="since"/>, also the time elapsed since then.</summary>
    public static string Format(DateTimeOffset time, DateTimeOffset? since = null)
    {
        var text = time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        return since is { } start && time >= start ? $"{text} (after {Format(time - start)})" : text;
    }

    public static string Format(TimeSpan duration) =>
        duration switch
        {
            { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s"),
            { TotalMinutes: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0} s"),
            { TotalHours: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMinutes:0} min"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalHours:0} h"),
        };
}
