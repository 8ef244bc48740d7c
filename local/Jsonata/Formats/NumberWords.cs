using System.Text.RegularExpressions;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Formats;

/// <summary>Numbers in English words, cardinal and ordinal.</summary>
internal static partial class NumberWords
{
    private static readonly string[] Few =
    [
        "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve", "Thirteen", "Fourteen",
        "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
    ];

    private static readonly string[] Ordinals =
    [
        "Zeroth", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth", "Eleventh", "Twelfth",
        "Thirteenth", "Fourteenth", "Fifteenth", "Sixteenth", "Seventeenth", "Eighteenth", "Nineteenth",
    ];

    private static readonly string[] Decades = ["Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety", "Hundred"];
    private static readonly string[] Magnitudes = ["Thousand", "Million", "Billion", "Trillion"];
    private static readonly Dictionary<string, double> Values = CreateValues();

    /// <summary>All words in small letters.</summary>
    public static IEnumerable<string> All => Values.Keys;

    public static string Format(double value, bool isOrdinal) =>
        double.IsFinite(value) ? Format(value, follows: false, isOrdinal) : throw Limits.StackOverflow();

    /// <param name="text">In small letters.</param>
    /// <returns>NaN if a word is unknown.</returns>
    public static double Parse(string text)
    {
        var segments = new Stack<double>([0]);
        foreach (var word in Separators().Split(text))
        {
            if (!Values.TryGetValue(word, out var value))
            {
                return double.NaN;
            }

            var top = segments.Pop();
            if (value >= 100)
            {
                segments.Push(top * value);
                continue;
            }

            if (top >= 1000)
            {
                segments.Push(top);
                top = 0;
            }

            segments.Push(top + value);
        }

        return segments.Reverse().Sum();
    }

    private static string Format(double number, bool follows, bool isOrdinal)
    {
        switch (number)
        {
            case <= 19:
                return (follows ? " and " : "") + (isOrdinal ? Ordinals : Few)[(int)number];
            case < 100:
                var decade = (follows ? " and " : "") + Decades[(int)Math.Floor(number / 10) - 2];
                return number % 10 > 0 ? $"{decade}-{Format(number % 10, follows: false, isOrdinal)}"
                    : isOrdinal ? decade[..^1] + "ieth"
                    : decade;
            case < 1000:
                return Join(follows, Few[(int)Math.Floor(number / 100)] + " Hundred", number % 100, isOrdinal);
            default:
                var magnitude = (int)Math.Min(Math.Floor(Math.Log10(number) / 3), Magnitudes.Length);
                var factor = Math.Pow(10, magnitude * 3);
                var count = Math.Floor(number / factor);
                return Join(
                    follows,
                    $"{Format(count, follows: false, isOrdinal: false)} {Magnitudes[magnitude - 1]}",
                    number - count * factor,
                    isOrdinal
                );
        }
    }

    private static string Join(bool follows, string words, double remainder, bool isOrdinal) =>
        (follows ? ", " : "") + words + (remainder > 0 ? Format(remainder, follows: true, isOrdinal) : isOrdinal ? "th" : "");

    private static Dictionary<string, double> CreateValues()
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < Few.Length; i++)
        {
            values[Few[i].ToLowerInvariant()] = i;
        }

        for (var i = 0; i < Ordinals.Length; i++)
        {
            values[Ordinals[i].ToLowerInvariant()] = i;
        }

        for (var i = 0; i < Decades.Length; i++)
        {
            var word = Decades[i].ToLowerInvariant();
            values[word] = (i + 2) * 10;
            values[word[..^1] + "ieth"] = (i + 2) * 10;
        }

        values["hundredth"] = 100;
        for (var i = 0; i < Magnitudes.Length; i++)
        {
            var word = Magnitudes[i].ToLowerInvariant();
            values[word] = Math.Pow(10, (i + 1) * 3);
            values[word + "th"] = values[word];
        }

        return values;
    }

    [GeneratedRegex(@",\s|\sand\s|[\s\\-]")]
    private static partial Regex Separators();
}
