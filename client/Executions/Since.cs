using System.Globalization;

namespace PromptToImage.Client.Executions;

/// <summary>A point in time as people give it: how long ago, or when.</summary>
internal static class Since
{
    /// <exception cref="ClientException">Neither.</exception>
    public static DateTimeOffset Parse(string text, DateTimeOffset now)
    {
        var culture = CultureInfo.InvariantCulture;
        if (
            text.Length > 1
            && double.TryParse(text.AsSpan(..^1), NumberStyles.AllowDecimalPoint, culture, out var number)
            && UnitOf(text[^1]) is { } unit
            && number * unit.TotalDays < 36_500
        )
        {
            return now - (unit * number);
        }
        // Without a zone it is UTC, which is what the listing shows.
        return DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw ClientException.WrongUse(
                $"'{text}' is no time: say how long ago (30m, 12h, 7d) or when (2026-11-22, 2026-11-22T09:30Z)."
            );
    }

    private static TimeSpan? UnitOf(char letter)
    {
        return letter switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            'w' => TimeSpan.FromDays(7),
            _ => null,
        };
    }
}
