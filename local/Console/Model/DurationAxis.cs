namespace PromptToImage.WebConsole.Model;

/// <summary>The axis of a chart of durations, from zero to a round duration.</summary>
/// <param name="Top">The highest duration on the axis.</param>
public sealed record DurationAxis(TimeSpan Top)
{
    private static readonly TimeSpan[] Tops =
    [
        .. new[] { 1.0, 2, 4, 10, 20, 30 }.Select(TimeSpan.FromSeconds),
        .. new[] { 1.0, 2, 4, 10, 20, 30 }.Select(TimeSpan.FromMinutes),
        .. new[] { 1.0, 2, 4, 6, 12 }.Select(TimeSpan.FromHours),
        .. new[] { 1.0, 2, 4, 10, 20 }.Select(TimeSpan.FromDays),
    ];

    /// <summary>The labels from the top to zero.</summary>
    public IReadOnlyList<TimeSpan> Ticks => [Top, Top / 2, TimeSpan.Zero];

    /// <summary>The smallest axis that has room above a duration.</summary>
    public static DurationAxis For(TimeSpan highest) => new(Tops.FirstOrDefault(top => top > highest, highest * 2));
}
