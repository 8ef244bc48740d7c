using System.Globalization;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Formats;

/// <summary>Reads a whole number that was written by a format pattern.</summary>
internal sealed class IntegerParser
{
    private readonly IntegerFormat _format;

    /// <exception cref="JsonataException">D3130: the pattern is a sequence that is not supported.</exception>
    public IntegerParser(IntegerFormat format) =>
        _format = format.Form == IntegerForm.Sequence ? throw new JsonataException("D3130") { Value = JsonValue.From(format.Token) } : format;

    /// <summary>A regular expression for the number.</summary>
    /// <param name="digits">The number of digits, NaN or not positive for any.</param>
    public string Pattern(double digits)
    {
        var isUpper = _format.Case == NameCase.Upper;
        return _format.Form switch
        {
            IntegerForm.Letters => isUpper ? "[A-Z]+" : "[a-z]+",
            IntegerForm.Roman => isUpper ? "[MDCLXVI]+" : "[mdclxvi]+",
            IntegerForm.Words => $"(?:{string.Join('|', NumberWords.All)}|and|[\\-, ])+",
            _ => $"[0-9]{Occurrences(digits)}{(_format.IsOrdinal ? "(?:th|st|nd|rd)" : "")}",
        };
    }

    /// <returns>NaN if the text is not a number.</returns>
    public double Parse(string text) =>
        _format.Form switch
        {
            IntegerForm.Letters => LetterNumber.Parse(text, _format.Case == NameCase.Upper ? 'A' : 'a'),
            IntegerForm.Roman => RomanNumber.Parse(_format.Case == NameCase.Upper ? text : text.ToUpperInvariant()),
            IntegerForm.Words => NumberWords.Parse(text.ToLowerInvariant()),
            _ => ParseDecimal(text),
        };

    /// <summary>As JavaScript's parseInt.</summary>
    public static double ParseInt(string text)
    {
        var rest = text.AsSpan().TrimStart();
        var sign = rest.StartsWith("-") ? -1 : 1;
        rest = rest.StartsWith("-") || rest.StartsWith("+") ? rest[1..] : rest;
        var radix = rest.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? 16 : 10;
        rest = radix == 16 ? rest[2..] : rest;
        var length = 0;
        var value = 0.0;
        while (length < rest.Length && char.IsAsciiHexDigit(rest[length]) && Convert.ToInt32(rest[length].ToString(), 16) < radix)
        {
            value = value * radix + Convert.ToInt32(rest[length].ToString(), 16);
            length++;
        }

        return length == 0 ? double.NaN
            : radix == 16 ? sign * value
            : sign * double.Parse(rest[..length], NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private string Occurrences(double digits) =>
        !(digits > 0) ? "+"
        : _format.OptionalDigits == 0 ? $"{{{JavaScriptNumber.ToText(digits)}}}"
        : $"{{{JavaScriptNumber.ToText(digits - _format.OptionalDigits)},{JavaScriptNumber.ToText(digits)}}}";

    private double ParseDecimal(string text)
    {
        var digits = _format.IsOrdinal ? text[..Math.Max(0, text.Length - 2)] : text;
        if (_format.GroupSize > 0)
        {
            digits = digits.Replace(",", "", StringComparison.Ordinal);
        }
        else
        {
            foreach (var separator in _format.Separators)
            {
                digits = digits.Replace(separator.Character, "", StringComparison.Ordinal);
            }
        }

        return ParseInt(_format.Zero == '0' ? digits : new string([.. digits.Select(c => (char)(c - _format.Zero + '0'))]));
    }
}
