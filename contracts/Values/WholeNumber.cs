using System.Globalization;

namespace PromptToImage.Contracts.Values;

/// <summary>A whole number within a range, written with digits alone.</summary>
public static class WholeNumber
{
    /// <exception cref="FormatException">The text is no such number; the message says which are.</exception>
    public static int Parse(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException($"'{text}' is no whole number from {least} to {most}");
}
