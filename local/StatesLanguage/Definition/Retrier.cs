using System.Diagnostics.CodeAnalysis;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>An entry of the field Retry: how often and after which delays a state is tried again. Immutable.</summary>
/// <param name="ErrorEquals">The names of the errors that the retrier handles. At least one.</param>
/// <param name="IntervalSeconds">The delay before the first retry, in seconds.</param>
/// <param name="MaxAttempts">The largest number of retries. 0 means that the error is never retried.</param>
/// <param name="BackoffRate">The factor from one delay to the next, at least 1.</param>
/// <param name="MaxDelaySeconds">The longest delay, in seconds; null without a limit.</param>
/// <param name="FullJitter">Whether each delay is a random time from 0 to the calculated delay.</param>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html</remarks>
public sealed record Retrier(
    IReadOnlyList<string> ErrorEquals,
    int IntervalSeconds,
    int MaxAttempts,
    double BackoffRate,
    int? MaxDelaySeconds,
    bool FullJitter
)
{
    // An execution runs for at most a year. A limit keeps the calculation finite.
    private const double LongestDelaySeconds = 366 * 24 * 3600;

    /// <summary>Whether the retrier handles an error.</summary>
    /// <param name="error">The error name; null for an error without a name.</param>
    /// <param name="isMissedHeartbeat">Whether the error is a States.Timeout because a heartbeat is missing.</param>
    public bool Covers(string? error, bool isMissedHeartbeat = false) => ErrorMatch.Covers(ErrorEquals, error, isMissedHeartbeat);

    /// <summary>The delay before a retry, in whole milliseconds.</summary>
    /// <param name="retry">The number of earlier retries by this retrier.</param>
    /// <param name="random">The source of the jitter. Null is allowed without <see cref="FullJitter"/>.</param>
    /// <exception cref="ArgumentNullException">The retrier has jitter, and <paramref name="random"/> is null.</exception>
    public TimeSpan Delay(int retry, Random? random)
    {
        var seconds = Math.Min(IntervalSeconds * Math.Pow(BackoffRate, retry), MaxDelaySeconds ?? LongestDelaySeconds);
        seconds = Math.Min(seconds, LongestDelaySeconds);
        if (FullJitter)
        {
            seconds *= NextFraction(random ?? throw new ArgumentNullException(nameof(random)));
        }

        return TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));
    }

    [SuppressMessage("Security", "CA5394", Justification = "Jitter is no secret. A replay must give the same delay.")]
    private static double NextFraction(Random random) => random.NextDouble();
}

/// <summary>Compares the names in ErrorEquals with an error.</summary>
internal static class ErrorMatch
{
    /// <summary>
    /// States.ALL matches every error but States.Runtime. No name matches States.Runtime, not even its own (as recorded from
    /// AWS). States.TaskFailed matches every error but States.Timeout. States.HeartbeatTimeout matches the States.Timeout of
    /// a missing heartbeat.
    /// </summary>
    public static bool Covers(IReadOnlyList<string> names, string? error, bool isMissedHeartbeat)
    {
        if (error == ErrorNames.Runtime)
        {
            return false;
        }

        for (var i = 0; i < names.Count; i++)
        {
            var name = names[i];
            if (name == error)
            {
                return true;
            }

            switch (name)
            {
                case ErrorNames.All:
                case ErrorNames.TaskFailed when error != ErrorNames.Timeout:
                case ErrorNames.HeartbeatTimeout when isMissedHeartbeat:
                    return true;
            }
        }

        return false;
    }
}
