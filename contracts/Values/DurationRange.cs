using System.Globalization;

namespace PromptToImage.Contracts.Values;

/// <summary>
/// A duration that is uniformly distributed between two bounds, for example <c>4s..9s</c>, or fixed, for example <c>250ms</c>.
/// Each bound is written as <see cref="DurationText.TryParse"/> reads it.
/// </summary>
public readonly record struct DurationRange(TimeSpan Shortest, TimeSpan Longest)
{
    public static DurationRange Zero => default;

    public static DurationRange Always(TimeSpan duration) => new(duration, duration);

    /// <exception cref="FormatException">The text is not a duration or a range. The message gives an example.</exception>
    public static DurationRange Parse(string text)
    {
        var bounds = text.Split("..");
        if (bounds.Length > 2)
        {
            throw NotADuration(text);
        }

        var shortest = ParseDuration(bounds[0], text);
        var longest = bounds.Length == 2 ? ParseDuration(bounds[1], text) : shortest;
        return longest >= shortest
            ? new DurationRange(shortest, longest)
            : throw new FormatException($"'{text}' begins with the longer duration; write the shorter one first");
    }

    /// <exception cref="FormatException">The text is not one duration. The message gives an example.</exception>
    public static TimeSpan ParseSingle(string text) =>
        Parse(text) is var range && range.Shortest == range.Longest
            ? range.Shortest
            : throw new FormatException($"'{text}' is a range. Write one duration, for example 10min");

    /// <summary>A random duration between the bounds, uniformly distributed.</summary>
    public TimeSpan Draw(Random random) => Shortest + (Longest - Shortest) * random.NextDouble();

    public override string ToString() => Shortest == Longest ? Write(Shortest) : $"{Write(Shortest)}..{Write(Longest)}";

    private static TimeSpan ParseDuration(string part, string whole) =>
        DurationText.TryParse(part, out var duration) ? duration : throw NotADuration(whole);

    private static string Write(TimeSpan duration) =>
        duration switch
        {
            { TotalMilliseconds: < 1000 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.###}ms"),
            { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.###}s"),
            { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMinutes:0.###}min"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalHours:0.###}h"),
        };

    private static FormatException NotADuration(string text) =>
        new($"'{text}' is not a duration; write for example 250ms, 4s, 4s..9s or 2min");
}
