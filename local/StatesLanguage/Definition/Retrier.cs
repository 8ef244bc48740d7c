namespace PromptToImage.StatesLanguage.Definition;

/// <summary>One entry of Retry.</summary>
/// <param name="IntervalSeconds">Delay before the first retry, in seconds.</param>
/// <param name="MaxAttempts">Retries; 0 means never.</param>
/// <param name="BackoffRate">Factor from one delay to the next.</param>
/// <param name="MaxDelaySeconds">Longest delay, in seconds.</param>
/// <param name="FullJitter">Whether each delay is drawn between 0 and what it would be.</param>
public sealed record Retrier(
    IReadOnlyList<string> ErrorEquals,
    int IntervalSeconds,
    int MaxAttempts,
    double BackoffRate,
    int? MaxDelaySeconds,
    bool FullJitter
)
{
    // Longer than any execution may run; keeps the arithmetic finite.
    private const double LongestDelaySeconds = 366 * 24 * 3600;

    /// <param name="heartbeatMissed">Whether a States.Timeout is one for a heartbeat that stayed away.</param>
    public bool Covers(string? error, bool heartbeatMissed = false) => ErrorMatch.Covers(ErrorEquals, error, heartbeatMissed);

    /// <summary>How long to wait before a retry.</summary>
    /// <param name="retry">Which, from 0.</param>
    /// <param name="random">Needed only where FullJitter is set.</param>
    public TimeSpan Delay(int retry, Random? random)
    {
        var seconds = Math.Min(IntervalSeconds * Math.Pow(BackoffRate, retry), MaxDelaySeconds ?? LongestDelaySeconds);
        seconds = Math.Min(seconds, LongestDelaySeconds);
        if (FullJitter)
        {
            seconds *= Draw(random ?? throw new ArgumentNullException(nameof(random)));
        }

        return TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Security",
        "CA5394",
        Justification = "Jitter is no secret, and must be the same again when a history is replayed."
    )]
    private static double Draw(Random random) => random.NextDouble();
}
