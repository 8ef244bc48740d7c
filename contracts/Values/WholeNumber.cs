using System.Globalization;

namespace PromptToImage.Contracts.Values;

/// <summary>Parses whole numbers within a range, written with digits only.</summary>
public static class WholeNumber
{
    /// <exception cref="FormatException">The text is not a whole number within the range. The message gives the range.</exception>
    public static int Parse(string text, int least, int most) => (int)Parse(text, (long)least, most);

    /// <inheritdoc cref="Parse(string, int, int)"/>
    public static long Parse(string text, long least, long most) =>
        TryParse(text, least, most, out var number)
            ? number
            : throw new FormatException($"'{text}' is not a whole number from {least} to {most}");

    /// <summary>Whether the text is a whole number within the range.</summary>
    public static bool TryParse(string text, long least, long most, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;
}
