using System.CommandLine;
using PromptToImage.CommandLine;
using PromptToImage.Contracts.Values;

namespace PromptToImage.Client.Executions;

/// <summary>The options of commands that wait.</summary>
internal static class WaitOptions
{
    /// <summary>The time limit of an execution.</summary>
    private static readonly DurationRange DefaultTimeout = DurationRange.Always(TimeSpan.FromHours(24));

    public static Option<long?> Attempt() =>
        ParsedOption.Number("--attempt", "NUMBER", "Wait for this attempt or a later one [default: 1]", 1, int.MaxValue);

    public static Option<DurationRange> Timeout() =>
        ParsedOption.Create("--timeout", "TIME", "The longest wait, for example 90s, 10min or 2h", DefaultTimeout, Parse);

    private static DurationRange Parse(string text) =>
        DurationRange.Parse(text) is var range && range.Shortest == range.Longest
            ? range
            : throw new FormatException($"'{text}' is a range. Write one duration, for example 10min");
}
