using System.Text;
using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Formats;

internal enum IntegerForm
{
    Decimal,
    Letters,
    Roman,
    Words,

    /// <summary>A numbering sequence, which JSONata does not support.</summary>
    Sequence,
}

internal enum NameCase
{
    Lower,
    Upper,
    Title,
}

/// <summary>A separator within a number.</summary>
/// <param name="Position">The number of digits to its right.</param>
internal sealed record GroupSeparator(int Position, string Character);

/// <summary>A format pattern for whole numbers: https://www.w3.org/TR/xpath-functions-31/#formatting-integers.</summary>
internal sealed record IntegerFormat
{
    private const double LargestRoman = 1e7;

    public IntegerForm Form { get; init; }

    public NameCase Case { get; init; }

    public bool IsOrdinal { get; init; }

    /// <summary>The digit zero of the numbers' script.</summary>
    public int Zero { get; init; } = '0';

    /// <summary>NaN for forms without digits.</summary>
    public double MandatoryDigits { get; init; } = double.NaN;

    public int OptionalDigits { get; init; }

    /// <summary>The number of digits between separators; 0 if it varies.</summary>
    public int GroupSize { get; init; }

    public IReadOnlyList<GroupSeparator> Separators { get; init; } = [];

    /// <summary>The format pattern without its modifier.</summary>
    public string Token { get; init; } = "";

    public static IntegerFormat Parse(string pattern) => IntegerFormatParser.Parse(pattern);

    public IntegerParser ParserFor() => new(this);

    /// <exception cref="JsonataException">D3130: the pattern is a sequence that is not supported.</exception>
    public string Format(double value)
    {
        var magnitude = Math.Abs(value);
        var text = Form switch
        {
            IntegerForm.Letters => LetterNumber.Format(magnitude, Case == NameCase.Upper ? 'A' : 'a'),
            IntegerForm.Roman when magnitude > LargestRoman => throw Limits.StackOverflow(),
            IntegerForm.Roman => Cased(RomanNumber.Format(magnitude)),
            IntegerForm.Words => Cased(NumberWords.Format(magnitude, IsOrdinal)),
            IntegerForm.Decimal => FormatDecimal(magnitude),
            _ => throw new JsonataException("D3130") { Value = JsonValue.From(Token) },
        };
        return value < 0 ? "-" + text : text;
    }

    private string Cased(string text) =>
        (Form, Case) switch
        {
            (_, NameCase.Upper) => text.ToUpperInvariant(),
            (IntegerForm.Words, NameCase.Lower) => text.ToLowerInvariant(),
            _ => text,
        };

    private string FormatDecimal(double magnitude)
    {
        var text = JavaScriptNumber.ToText(magnitude);
        var missing = MandatoryDigits - text.Length;
        if (missing > 0)
        {
            text = new string('0', (int)missing) + text;
        }

        if (Zero != '0')
        {
            text = string.Concat(text.EnumerateRunes().Select(rune => new Rune(rune.Value + Zero - '0').ToString()));
        }

        return IsOrdinal ? Ordinal(Separate(text)) : Separate(text);
    }

    private string Separate(string text)
    {
        if (GroupSize > 0)
        {
            for (var group = (text.Length - 1) / GroupSize; group > 0; group--)
            {
                text = Insert(text, text.Length - group * GroupSize, Separators[0].Character);
            }

            return text;
        }

        foreach (var separator in Separators.Reverse())
        {
            text = Insert(text, text.Length - separator.Position, separator.Character);
        }

        return text;
    }

    /// <summary>A position before the text is one from its end, as in JavaScript's substr.</summary>
    private static string Insert(string text, int position, string separator) =>
        position >= 0 ? text.Insert(position, separator) : separator + text[Math.Max(text.Length + position, 0)..];

    private static string Ordinal(string text)
    {
        var isTeen = text.Length > 1 && text[^2] == '1';
        return text
            + text[^1] switch
            {
                '1' when !isTeen => "st",
                '2' when !isTeen => "nd",
                '3' when !isTeen => "rd",
                _ => "th",
            };
    }
}
