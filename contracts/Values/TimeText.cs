using System.Globalization;

namespace PromptToImage.Contracts.Values;

/// <summary>Formats a time for people.</summary>
public static class TimeText
{
    /// <summary>UTC in seconds, for example <c>2026-11-22 08:29:26 UTC</c>.</summary>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
