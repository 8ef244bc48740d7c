using System.Globalization;
using PromptToImage.CommandLine;
using PromptToImage.Contracts.Values;

namespace PromptToImage.Client.Executions;

/// <summary>A point in time: how long ago, or a date.</summary>
internal static class PointInTime
{
    /// <exception cref="CommandException">The text is neither.</exception>
    public static DateTimeOffset Parse(string text, DateTimeOffset now)
    {
        if (DurationText.TryParse(text, out var ago))
        {
            return now - ago;
        }
        // Without a zone it is UTC, as in the list.
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw CommandException.WrongUse(
                $"'{text}' is not a time. Write how long ago (30min, 12h, 7d) or a date or time (2026-11-22, 2026-11-22T09:30Z)."
            );
    }
}
