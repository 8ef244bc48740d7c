namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>
/// Time in whole milliseconds, as a history has it. Events round down, due times round up: a timer that is due at a
/// fraction of a millisecond fires at the next one.
/// </summary>
internal static class ExecutionTime
{
    private const long Unit = TimeSpan.TicksPerMillisecond;

    public static readonly DateTimeOffset Latest = Floor(DateTimeOffset.MaxValue);

    public static DateTimeOffset Floor(DateTimeOffset time) => new(time.UtcTicks / Unit * Unit, TimeSpan.Zero);

    public static DateTimeOffset Ceiling(DateTimeOffset time) =>
        time > Latest ? Latest : new DateTimeOffset((time.UtcTicks + Unit - 1) / Unit * Unit, TimeSpan.Zero);

    /// <returns>The sum, rounded up; <see cref="Latest"/> where it is later.</returns>
    public static DateTimeOffset Add(DateTimeOffset time, double seconds) =>
        seconds < (Latest - time).TotalSeconds ? Ceiling(time.AddSeconds(seconds)) : Latest;
}
