using System.Globalization;

namespace PromptToImage.Contracts.Values;

/// <summary>A whole number within a range, written with digits alone.</summary>
public static class WholeNumber
{
    /// <exception cref="FormatException">The text is no such number; the message says which are.</exception>
    public static int Parse(string text, int least, int most) => (int)Parse(text, (long)least, most);

    /// <inheritdoc cref="Parse(string, int, int)"/>
    public static long Parse(string text, long least, long most) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException($"'{text}' is not a whole number from {least} to {most}");
}
