namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>
/// Time in whole milliseconds, as a history has it. Events round down, due times round up: a timer that is due at a
/// fraction of a millisecond fires at the next one.
/// </summary>
internal static class ExecutionTime
{
    private const long Unit = TimeSpan.TicksPerMillisecond;

    private static readonly DateTimeOffset Latest = Floor(DateTimeOffset.MaxValue);

    public static DateTimeOffset Floor(DateTimeOffset time) => new(time.UtcTicks / Unit * Unit, TimeSpan.Zero);

    public static DateTimeOffset FloorToSecond(DateTimeOffset time) =>
        new(time.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);

    private static DateTimeOffset Ceiling(DateTimeOffset time) =>
        time > Latest ? Latest : new DateTimeOffset((time.UtcTicks + Unit - 1) / Unit * Unit, TimeSpan.Zero);

    /// <returns>The sum, rounded up. A sum that is out of range gives the latest time.</returns>
    public static DateTimeOffset Add(DateTimeOffset time, double seconds) =>
        seconds < (Latest - time).TotalSeconds ? Ceiling(time.AddSeconds(seconds)) : Latest;
}
