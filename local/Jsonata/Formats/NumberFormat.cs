using System.Globalization;
using PromptToImage.Jsonata.Functions.Numbers;
using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Formats;

/// <summary>A format pattern for numbers: https://www.w3.org/TR/xpath-functions-31/#formatting-numbers.</summary>
internal sealed class NumberFormat
{
    private readonly NumberSymbols _symbols;
    private readonly NumberSubFormat _positive;
    private readonly NumberSubFormat _negative;

    private NumberFormat(NumberSymbols symbols, NumberSubFormat positive, NumberSubFormat negative)
    {
        _symbols = symbols;
        _positive = positive;
        _negative = negative;
    }

    /// <exception cref="JsonataException">D3080 to D3093: the format pattern is invalid.</exception>
    public static NumberFormat Parse(string pattern, NumberSymbols symbols)
    {
        var texts = pattern.Split(symbols.PatternSeparator);
        if (texts.Length > 2)
        {
            throw new JsonataException("D3080");
        }

        var positive = NumberSubFormat.Parse(texts[0], symbols);
        return new NumberFormat(
            symbols,
            positive,
            texts.Length == 2 ? NumberSubFormat.Parse(texts[1], symbols) : positive with { Prefix = symbols.MinusSign + positive.Prefix }
        );
    }

    public string Format(double value, Evaluation evaluation)
    {
        var format = value >= 0 ? _positive : _negative;
        var scaled = value * (format.Text.Contains(_symbols.Percent, StringComparison.Ordinal) ? 100
            : format.Text.Contains(_symbols.PerMille, StringComparison.Ordinal) ? 1000
            : 1);
        var (mantissa, exponent) = format.MinimumExponent == 0 ? (scaled, (int?)null) : Normalize(scaled, format.Scaling, evaluation);
        var digits = Trim(Digits(RoundFunction.ToEven(mantissa, format.MaximumFraction), format.MaximumFraction));
        digits = Group(Pad(digits, format), format);
        var point = digits.IndexOf(_symbols.DecimalSeparator, StringComparison.Ordinal);
        if (!format.Text.Contains(_symbols.DecimalSeparator, StringComparison.Ordinal) || point == digits.Length - 1)
        {
            digits = digits[..^1];
        }

        return format.Prefix + digits + (exponent is { } power ? FormatExponent(power, format) : "") + format.Suffix;
    }

    /// <summary>Moves the decimal point until the mantissa has the digits that the pattern asks for.</summary>
    private static (double Mantissa, int? Exponent) Normalize(double value, int scaling, Evaluation evaluation)
    {
        var (most, least) = (Math.Pow(10, scaling), Math.Pow(10, scaling - 1));
        var exponent = 0;
        if (!(value > 0) || !double.IsFinite(value))
        {
            // JSONata never ends here.
            throw Limits.Timeout();
        }

        for (; value < least; exponent--)
        {
            value *= 10;
        }

        for (; value > most; exponent++)
        {
            value /= 10;
        }

        evaluation.Spend(1);
        return (value, exponent);
    }

    private string Digits(double value, int places)
    {
        var magnitude = Math.Abs(value);
        var text = magnitude >= 1e21 || !double.IsFinite(magnitude)
            ? JavaScriptNumber.ToText(magnitude)
            : magnitude.ToString("F" + places.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return _symbols.ZeroDigit == "0"
            ? text
            : new string([.. text.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + _symbols.ZeroDigit[0]) : c)]);
    }

    private string Trim(string digits)
    {
        digits = digits.Contains('.', StringComparison.Ordinal)
            ? digits.Replace(".", _symbols.DecimalSeparator, StringComparison.Ordinal)
            : digits + _symbols.DecimalSeparator;
        return _symbols.ZeroDigit.Length == 1 ? digits.Trim(_symbols.ZeroDigit[0]) : digits;
    }

    private string Pad(string digits, NumberSubFormat format)
    {
        var point = digits.IndexOf(_symbols.DecimalSeparator, StringComparison.Ordinal);
        var right = format.MinimumFraction - (digits.Length - point - 1);
        return Zeros(format.MinimumInteger - point) + digits + Zeros(right);
    }

    private string Group(string digits, NumberSubFormat format)
    {
        var point = digits.IndexOf(_symbols.DecimalSeparator, StringComparison.Ordinal);
        if (format.RegularGroup > 0)
        {
            for (var group = 1; group <= (point - 1) / format.RegularGroup; group++)
            {
                digits = Insert(digits, point - group * format.RegularGroup);
            }
        }
        else
        {
            foreach (var position in format.IntegerGroups)
            {
                digits = Insert(digits, point - position);
                point++;
            }
        }

        point = digits.IndexOf(_symbols.DecimalSeparator, StringComparison.Ordinal);
        foreach (var position in format.FractionGroups)
        {
            digits = Insert(digits, position + point + 1);
        }

        return digits;
    }

    /// <summary>A position before the text is one from its end, as in JavaScript's slice.</summary>
    private string Insert(string digits, int position)
    {
        var at = position < 0 ? Math.Max(digits.Length + position, 0) : Math.Min(position, digits.Length);
        return digits.Insert(at, _symbols.GroupingSeparator);
    }

    private string FormatExponent(int exponent, NumberSubFormat format)
    {
        var digits = Digits(exponent, 0);
        return _symbols.ExponentSeparator + (exponent < 0 ? _symbols.MinusSign : "") + Zeros(format.MinimumExponent - digits.Length) + digits;
    }

    private string Zeros(int count) => count > 0 ? string.Concat(Enumerable.Repeat(_symbols.ZeroDigit, count)) : "";
}
