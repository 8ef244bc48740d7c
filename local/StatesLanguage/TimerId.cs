using System.Globalization;

namespace PromptToImage.StatesLanguage;

/// <summary>Identifies a timer within its execution. A replay gives the same id.</summary>
/// <param name="Kind">The purpose of the timer.</param>
/// <param name="EventId">The id of the event that the timer belongs to; 0 for the execution's timeout.</param>
public readonly record struct TimerId(TimerKind Kind, long EventId)
{
    internal static readonly TimerId ExecutionTimeout = new(TimerKind.ExecutionTimeout, 0);

    /// <summary>Parses the text of <see cref="ToString"/>.</summary>
    /// <exception cref="FormatException">The text is not the text of a timer.</exception>
    public static TimerId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(':');
        return
            parts.Length == 2
            && Enum.TryParse<TimerKind>(parts[0], out var kind)
            && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var id)
            ? new TimerId(kind, id)
            : throw new FormatException($"'{text}' is not a timer.");
    }

    /// <summary>The timer as text, for example <c>Wait:5</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}:{EventId}");
}
