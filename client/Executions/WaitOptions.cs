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
        ParsedOption.Create("--timeout", "TIME", "The longest wait: a number and ms, s, min, h or d (10min, 2h)", DefaultTimeout, Parse);

    private static DurationRange Parse(string text) =>
        DurationText.TryParse(text, out var timeout)
            ? DurationRange.Always(timeout)
            : throw new FormatException($"'{text}' is not a duration; write for example 90s, 10min or 2h");
}
