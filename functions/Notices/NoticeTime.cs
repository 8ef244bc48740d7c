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
}
