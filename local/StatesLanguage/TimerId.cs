using System.Globalization;

namespace PromptToImage.StatesLanguage;

/// <summary>Names a timer within its execution; the same after a replay.</summary>
/// <param name="EventId">The event that it belongs to.</param>
public readonly record struct TimerId(TimerKind Kind, long EventId)
{
    internal static readonly TimerId ExecutionTimeout = new(TimerKind.ExecutionTimeout, 0);

    /// <exception cref="FormatException">The text is not what <see cref="ToString"/> gives.</exception>
    public static TimerId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(':');
        return
            parts.Length == 2
            && Enum.TryParse<TimerKind>(parts[0], out var kind)
            && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var id)
            ? new TimerId(kind, id)
            : throw new FormatException($"'{text}' is no timer");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}:{EventId}");
}
