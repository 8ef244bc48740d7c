using System.Globalization;

namespace PromptToImage.Client.Output;

/// <summary>Converts the SDK's times, which are local or UTC, and formats them in UTC.</summary>
internal static class Times
{
    public static DateTimeOffset? Utc(DateTime? time)
    {
        return time is null ? null : new DateTimeOffset(time.Value.ToUniversalTime());
    }

    public static string Show(DateTimeOffset? time)
    {
        return time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
    }
}
