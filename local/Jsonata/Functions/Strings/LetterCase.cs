using System.Text;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary>
/// Unicode's full case mapping, in which one letter may become several (https://www.unicode.org/Public/UNIDATA/SpecialCasing.txt).
/// </summary>
internal static class LetterCase
{
    private const char Sigma = 'Σ';

    public static string ToUpper(string text)
    {
        StringBuilder? upper = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (Expand(text[i]) is { } expanded)
            {
                upper ??= new StringBuilder(text, 0, i, text.Length + 8);
                upper.Append(expanded);
            }
            else
            {
                upper?.Append(text[i]);
            }
        }

        return (upper?.ToString() ?? text).ToUpperInvariant();
    }

    public static string ToLower(string text)
    {
        if (!text.Contains(Sigma, StringComparison.Ordinal) && !text.Contains('İ', StringComparison.Ordinal))
        {
            return text.ToLowerInvariant();
        }

        var lower = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            _ = text[i] switch
            {
                Sigma when EndsWord(text, i) => lower.Append('ς'),
                'İ' => lower.Append("i̇"),
                var c => lower.Append(c),
            };
        }

        return lower.ToString().ToLowerInvariant();
    }

    private static bool EndsWord(string text, int at) =>
        at > 0 && char.IsLetter(text[at - 1]) && !(at + 1 < text.Length && char.IsLetter(text[at + 1]));

    /// <summary>The capital letters of a letter that has more than one, in any case; null for all others.</summary>
    private static string? Expand(char c) =>
        c switch
        {
            < 'ß' => null,
            'ß' => "SS",
            'ŉ' => "ʼN",
            'ǰ' => "J̌",
            'ΐ' or 'ΐ' => "Ϊ́",
            'ΰ' or 'ΰ' => "Ϋ́",
            'և' => "ԵՒ",
            >= 'ẖ' and <= 'ẚ' => (string[])["H̱", "T̈", "W̊", "Y̊", "Aʾ"] is var marked ? marked[c - 'ẖ'] : null,
            'ὐ' => "Υ̓",
            'ὒ' => "Υ̓̀",
            'ὔ' => "Υ̓́",
            'ὖ' => "Υ̓͂",
            >= 'ᾀ' and <= 'ᾯ' => WithIota(c),
            'ᾲ' => "ᾺΙ",
            'ᾳ' or 'ᾼ' => "ΑΙ",
            'ᾴ' => "ΆΙ",
            'ᾶ' => "Α͂",
            'ᾷ' => "Α͂Ι",
            'ῂ' => "ῊΙ",
            'ῃ' or 'ῌ' => "ΗΙ",
            'ῄ' => "ΉΙ",
            'ῆ' => "Η͂",
            'ῇ' => "Η͂Ι",
            'ῒ' => "Ϊ̀",
            'ῖ' => "Ι͂",
            'ῗ' => "Ϊ͂",
            'ῢ' => "Ϋ̀",
            'ῤ' => "Ρ̓",
            'ῦ' => "Υ͂",
            'ῧ' => "Ϋ͂",
            'ῲ' => "ῺΙ",
            'ῳ' or 'ῼ' => "ΩΙ",
            'ῴ' => "ΏΙ",
            'ῶ' => "Ω͂",
            'ῷ' => "Ω͂Ι",
            >= 'ﬀ' and <= 'ﬆ' => (string[])["FF", "FI", "FL", "FFI", "FFL", "ST", "ST"] is var latin ? latin[c - 'ﬀ'] : null,
            >= 'ﬓ' and <= 'ﬗ' => (string[])["ՄՆ", "ՄԵ", "ՄԻ", "ՎՆ", "ՄԽ"] is var armenian ? armenian[c - 'ﬓ'] : null,
            _ => null,
        };

    /// <summary>The letters U+1F80 to U+1FAF: three vowels with eight accents and an iota below, in small and capital form.</summary>
    private static string WithIota(char c)
    {
        var vowel = (c - 'ᾀ') / 16 switch
        {
            0 => 'Ἀ',
            1 => 'Ἠ',
            _ => 'Ὠ',
        };
        return new string([(char)(vowel + (c - 'ᾀ') % 8), 'Ι']);
    }
}
