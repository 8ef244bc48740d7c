using System.Text;

namespace PromptToImage.Jsonata.Formats;

/// <summary>Numbers as a spreadsheet names its columns: a, b, ... z, aa.</summary>
internal static class LetterNumber
{
    private const int Letters = 26;

    public static string Format(double value, char first)
    {
        var text = new StringBuilder();
        while (value > 0 && double.IsFinite(value))
        {
            text.Insert(0, (char)((value - 1) % Letters + first));
            value = Math.Floor((value - 1) / Letters);
        }

        return text.ToString();
    }

    public static double Parse(string text, char first)
    {
        var value = 0.0;
        for (var i = 0; i < text.Length; i++)
        {
            value += (text[text.Length - i - 1] - first + 1) * Math.Pow(Letters, i);
        }

        return value;
    }
}
