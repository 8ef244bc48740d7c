using System.Globalization;
using PromptToImage.Contracts.Values;

namespace PromptToImage.Simulation;

/// <summary>A time in which every request to Bedrock fails. <c>10:00+2h</c> begins 10 hours after the start and lasts 2 hours.</summary>
/// <param name="From">Its begin since the start.</param>
/// <param name="Length">How long it lasts.</param>
public sealed record Outage(TimeSpan From, TimeSpan Length)
{
    private static readonly string[] ClockFormats = [@"h\:mm", @"hh\:mm", @"h\:mm\:ss", @"hh\:mm\:ss"];

    public TimeSpan To => From + Length;

    /// <exception cref="FormatException">The text is not an outage. The message gives an example.</exception>
    public static Outage Parse(string text)
    {
        if (text.Split('+') is not [var from, var length])
        {
            throw new FormatException($"'{text}' is not an outage; write its begin since the start and its length, for example 10:00+2h");
        }

        var outage = new Outage(
            TimeSpan.TryParseExact(from, ClockFormats, CultureInfo.InvariantCulture, out var clock)
                ? clock
                : DurationRange.ParseSingle(from),
            DurationRange.ParseSingle(length)
        );
        return outage.Length > TimeSpan.Zero ? outage : throw new FormatException($"'{text}' is an outage without a length");
    }

    /// <param name="at">A time since the start.</param>
    public bool Includes(TimeSpan at) => at >= From && at < To;

    public override string ToString() =>
        $"{(From == TimeSpan.Zero ? "0" : DurationRange.Always(From).ToString())}+{DurationRange.Always(Length)}";
}
