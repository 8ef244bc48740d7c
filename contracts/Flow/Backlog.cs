using System.Globalization;
using PromptToImage.Contracts.Values;

namespace PromptToImage.Contracts.Flow;

/// <summary>How many executions run, and how fast they have ended lately.</summary>
/// <param name="Running">The number of running executions.</param>
/// <param name="EndedPerSecond">Null where too few executions have ended to tell.</param>
public sealed record Backlog(int Running, double? EndedPerSecond)
{
    /// <summary>How many of the newest executions the rate is computed from.</summary>
    public const int Sample = 200;

    /// <summary>A rate of fewer is an accident.</summary>
    private const int FewestEnded = 2;

    /// <summary>Ended executions per second from the first of them until now; null where too few have ended.</summary>
    public static double? Rate(IReadOnlyCollection<DateTimeOffset> ended, DateTimeOffset now) =>
        ended.Count >= FewestEnded && (now - ended.Min()).TotalSeconds is var seconds and > 0 ? ended.Count / seconds : null;

    /// <param name="waiting">The number of prompts in the queue.</param>
    /// <returns>The time until all have ended; null where it cannot be estimated.</returns>
    public double? SecondsFor(int waiting) =>
        waiting + Running == 0 ? 0
        : EndedPerSecond is { } rate ? Math.Round((waiting + Running) / rate)
        : null;

    /// <summary>For example <c>about 4 min</c>.</summary>
    public static string Describe(double? seconds) =>
        seconds switch
        {
            null => "time not known: too few executions have ended",
            0 => "nothing to do",
            < 60 => string.Create(CultureInfo.InvariantCulture, $"about {seconds:0} s"),
            < 3600 => string.Create(CultureInfo.InvariantCulture, $"about {seconds / 60:0} min"),
            { } many => $"about {DurationText.Format(TimeSpan.FromSeconds(many))}",
        };
}
