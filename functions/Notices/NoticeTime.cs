using System.Globalization;
using PromptToImage.Contracts.Values;

namespace PromptToImage.Functions.Notices;

/// <summary>Formats times for people.</summary>
public static class NoticeTime
{
    /// <summary>UTC in seconds; with <paramref name="since"/>, also the time elapsed since then.</summary>
    public static string Format(DateTimeOffset time, DateTimeOffset? since = null)
    {
        var text = TimeText.Format(time);
        return since is { } start && time >= start ? $"{text} (after {DurationText.Format(time - start)})" : text;
    }

    /// <summary>Times in UTC in their order, each date once, for example <c>2026-11-22 08:29:31, 08:29:33 UTC</c>.</summary>
    public static string Format(IEnumerable<DateTimeOffset> times)
    {
        List<string> texts = [];
        DateTime? date = null;
        foreach (var time in times.Select(time => time.UtcDateTime))
        {
            texts.Add(time.ToString(time.Date == date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
            date = time.Date;
        }

        return $"{string.Join(", ", texts)} UTC";
    }
}
