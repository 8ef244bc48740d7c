using System.Globalization;
using PromptToImage.CommandLine;

namespace PromptToImage.Client.Executions;

/// <summary>A point in time: how long ago, or a date.</summary>
internal static class PointInTime
{
    /// <exception cref="CommandException">The text is neither.</exception>
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
        // Without a zone it is UTC, as in the list.
        return DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw CommandException.WrongUse(
                $"'{text}' is not a time. Write how long ago (30m, 12h, 7d) or a date or time (2026-11-22, 2026-11-22T09:30Z)."
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
